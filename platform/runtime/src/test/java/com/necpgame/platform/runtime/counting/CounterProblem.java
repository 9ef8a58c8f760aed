package com.necpgame.platform.runtime.counting;

import com.necpgame.platform.runtime.problem.Problem;
import io.micronaut.http.HttpStatus;

/** Why counting is refused. */
public enum CounterProblem implements Problem {
    TOO_MUCH;

    @Override
    public HttpStatus status() {
        return HttpStatus.CONFLICT;
    }

    @Override
    public String title() {
        return "The counter would pass its bound";
    }
}
