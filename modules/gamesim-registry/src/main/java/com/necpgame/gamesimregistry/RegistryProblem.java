package com.necpgame.gamesimregistry;

import static io.micronaut.http.HttpStatus.BAD_REQUEST;
import static io.micronaut.http.HttpStatus.CONFLICT;
import static io.micronaut.http.HttpStatus.FORBIDDEN;
import static io.micronaut.http.HttpStatus.GONE;
import static io.micronaut.http.HttpStatus.NOT_FOUND;
import static io.micronaut.http.HttpStatus.SERVICE_UNAVAILABLE;

import com.necpgame.platform.runtime.problem.Problem;
import io.micronaut.http.HttpStatus;

/** Why the registry says no, in order of precedence: where two apply, callers see the first. */
public enum RegistryProblem implements Problem {
    BAD_SERVER(BAD_REQUEST, "The server's description breaks a rule"),
    BAD_CHANNEL(BAD_REQUEST, "The channel breaks a rule"),
    BAD_REPORT(BAD_REQUEST, "The update or report breaks a rule"),
    BAD_WISH(BAD_REQUEST, "The wish for a session breaks a rule"),
    FLEET_FULL(SERVICE_UNAVAILABLE, "The fleet has as many servers as it may have"),
    SERVER_NOT_FOUND(NOT_FOUND, "There is no such game server"),
    EPOCH_OVER(GONE, "This epoch of the server is over; register anew"),
    ILLEGAL_MOVE(CONFLICT, "A server in this state cannot go there"),
    SESSION_NOT_FOUND(NOT_FOUND, "There is no such game session"),
    NOT_ITS_SERVER(FORBIDDEN, "The session runs on another server"),
    SESSION_OVER(CONFLICT, "The game session is over"),
    PASSWORD_WRONG(FORBIDDEN, "The session's password is another"),
    BACKFILL_INVALID(FORBIDDEN, "The backfill token is forged, out of date, or its session is over"),
    SESSION_FULL(CONFLICT, "The session has as many players as it may have"),
    TOO_MANY_SESSIONS(CONFLICT, "The player is in as many sessions as one may be in"),
    NO_CAPACITY(SERVICE_UNAVAILABLE, "No server had a free slot while the request waited");

    private final HttpStatus status;
    private final String title;

    RegistryProblem(HttpStatus status, String title) {
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
