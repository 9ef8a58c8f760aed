package com.necpgame.platform.runtime.transaction;

/** Carries an answer that was given before up to the edge, in place of a second effect. */
final class Replay extends RuntimeException {
    private final int status;
    private final String body;

    Replay(int status, String body) {
        super("answered before", null, false, false);
        this.status = status;
        this.body = body;
    }

    int status() {
        return status;
    }

    String body() {
        return body;
    }
}
