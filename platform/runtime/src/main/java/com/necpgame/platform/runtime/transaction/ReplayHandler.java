package com.necpgame.platform.runtime.transaction;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Gives the first answer again, byte for byte, and says that it is a repetition. */
@Singleton
final class ReplayHandler implements ExceptionHandler<Replay, HttpResponse<?>> {
    static final String HEADER = "Idempotency-Replayed";

    @Override
    public HttpResponse<?> handle(HttpRequest request, Replay replay) {
        return HttpResponse.status(HttpStatus.valueOf(replay.status()))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HEADER, "true")
                .body(replay.body());
    }
}
