package com.necpgame.player;

import static io.micronaut.http.HttpStatus.NOT_FOUND;
import static io.micronaut.http.HttpStatus.UNPROCESSABLE_ENTITY;

import com.necpgame.platform.runtime.problem.Problem;
import io.micronaut.http.HttpStatus;

/** Why a profile is not given or not changed, in order of precedence: where two apply, callers see the first. */
enum PlayerProblem implements Problem {
    NAME_NOT_ALLOWED(UNPROCESSABLE_ENTITY, "A display name has 1 to 32 visible characters"),
    TEXT_NOT_ALLOWED(UNPROCESSABLE_ENTITY, "A text is too long or holds a character that is not allowed"),
    TOO_MANY_FIELDS(UNPROCESSABLE_ENTITY, "A profile does not hold so many fields"),
    PROFILE_NOT_FOUND(NOT_FOUND, "There is no such player");

    private final HttpStatus status;
    private final String title;

    PlayerProblem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
