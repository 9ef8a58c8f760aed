package com.necpgame.platform.runtime.problem;

import static io.micronaut.http.HttpStatus.BAD_REQUEST;
import static io.micronaut.http.HttpStatus.CONFLICT;
import static io.micronaut.http.HttpStatus.FORBIDDEN;
import static io.micronaut.http.HttpStatus.INTERNAL_SERVER_ERROR;
import static io.micronaut.http.HttpStatus.NOT_FOUND;
import static io.micronaut.http.HttpStatus.PRECONDITION_FAILED;
import static io.micronaut.http.HttpStatus.PRECONDITION_REQUIRED;
import static io.micronaut.http.HttpStatus.REQUEST_ENTITY_TOO_LARGE;
import static io.micronaut.http.HttpStatus.SERVICE_UNAVAILABLE;
import static io.micronaut.http.HttpStatus.TOO_MANY_REQUESTS;
import static io.micronaut.http.HttpStatus.UNSUPPORTED_MEDIA_TYPE;

import io.micronaut.http.HttpStatus;

/** What any route may answer, whatever its module. */
public enum PlatformProblem implements Problem {
    MALFORMED(BAD_REQUEST, "The request cannot be read"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid access token is needed"),
    NOT_ALLOWED(FORBIDDEN, "This caller may not do that"),
    ROUTE_NOT_FOUND(NOT_FOUND, "There is nothing at this address"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This address does not answer this method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No media type that the client accepts can be given"),
    TOO_LARGE(REQUEST_ENTITY_TOO_LARGE, "The request is larger than the limit"),
    UNSUPPORTED_MEDIA(UNSUPPORTED_MEDIA_TYPE, "The request's media type is not understood"),
    INVALID(BAD_REQUEST, "The request breaks a rule of its format"),
    CURSOR_INVALID(BAD_REQUEST, "The cursor does not belong to this list and this caller"),
    IDEMPOTENCY_KEY_MISSING(BAD_REQUEST, "This request needs an Idempotency-Key header"),
    IDEMPOTENCY_KEY_INVALID(BAD_REQUEST, "An Idempotency-Key is 1 to 128 visible ASCII characters"),
    IDEMPOTENCY_KEY_REUSED(CONFLICT, "This Idempotency-Key was used with another body"),
    VERSION_MISSING(PRECONDITION_REQUIRED, "This edit needs an If-Match header with the version that it replaces"),
    VERSION_OUTDATED(PRECONDITION_FAILED, "The resource has changed since it was read"),
    DEAD_LETTER_NOT_FOUND(NOT_FOUND, "There is no such dead letter"),
    RATE_LIMITED(TOO_MANY_REQUESTS, "Too many requests from this caller"),
    CONTENDED(SERVICE_UNAVAILABLE, "Too many writers at once; nothing has changed"),
    UNAVAILABLE(SERVICE_UNAVAILABLE, "The store does not answer; send the same request again"),
    INTERNAL(INTERNAL_SERVER_ERROR, "Something failed on our side");

    private final HttpStatus status;
    private final String title;

    PlatformProblem(HttpStatus status, String title) {
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
