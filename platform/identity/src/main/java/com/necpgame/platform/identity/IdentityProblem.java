package com.necpgame.platform.identity;

import static io.micronaut.http.HttpStatus.BAD_REQUEST;
import static io.micronaut.http.HttpStatus.UNAUTHORIZED;

import com.necpgame.platform.runtime.problem.Problem;
import io.micronaut.http.HttpStatus;
import java.util.Locale;

/** Why no token is given, in order of precedence. The words are those of RFC 6749, section 5.2. */
enum IdentityProblem implements Problem {
    UNSUPPORTED_GRANT_TYPE(BAD_REQUEST, "A grant_type is refresh_token or client_credentials"),
    INVALID_REQUEST(BAD_REQUEST, "A parameter of this grant_type is missing"),
    INVALID_CLIENT(UNAUTHORIZED, "The client is unknown or its secret is wrong"),
    INVALID_GRANT(BAD_REQUEST, "The refresh token is not good, or not any more"),
    INVALID_SCOPE(BAD_REQUEST, "The client may not have this scope");

    private final HttpStatus status;
    private final String title;

    IdentityProblem(HttpStatus status, String title) {
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

    @Override
    public String code() {
        return "identity/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
