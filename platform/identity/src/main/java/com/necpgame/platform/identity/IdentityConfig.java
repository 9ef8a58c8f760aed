package com.necpgame.platform.identity;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens count, and what the built-in issuer gives.
 *
 * @param issuer the {@code iss} that a token must carry
 * @param jwksUrl where an external provider publishes its keys; unset: the built-in issuer is at work
 * @param accessTokenTime how long an access token is good
 * @param refreshTokenTime how long a refresh token is good
 * @param operatorSecret the secret of the client {@code operator}; unset: one is made at first start and shown once
 */
@Context
@ConfigurationProperties("necpgame.identity")
record IdentityConfig(
        @Bindable(defaultValue = "necpgame") String issuer,
        @Nullable String jwksUrl,
        @Bindable(defaultValue = "1h") Duration accessTokenTime,
        @Bindable(defaultValue = "30d") Duration refreshTokenTime,
        @Nullable String operatorSecret) {
    static final int SECRET_LENGTH_MIN = 16;

    IdentityConfig {
        if (issuer.isBlank()) {
            throw new IllegalArgumentException("necpgame.identity.issuer must not be empty");
        }
        if (accessTokenTime.compareTo(Duration.ofMinutes(1)) < 0 || accessTokenTime.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("necpgame.identity.access-token-time must be a minute to a day");
        }
        if (refreshTokenTime.compareTo(accessTokenTime) < 0) {
            throw new IllegalArgumentException(
                    "necpgame.identity.refresh-token-time must not be below access-token-time");
        }
        if (operatorSecret != null && operatorSecret.length() < SECRET_LENGTH_MIN) {
            throw new IllegalArgumentException(
                    "necpgame.identity.operator-secret must have " + SECRET_LENGTH_MIN + " characters or more");
        }
    }
}
