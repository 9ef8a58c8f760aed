package com.necpgame.lambda.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens count where no gateway checks them.
 *
 * @param issuer the {@code iss} that a token must carry
 * @param jwksUrl where the identity provider publishes its keys; unset: no bearer token counts
 */
@Context
@ConfigurationProperties("necpgame.identity")
record TokenConfig(
        @Bindable(defaultValue = "necpgame") String issuer,
        @Nullable String jwksUrl) {
    TokenConfig {
        if (issuer.isBlank()) {
            throw new IllegalArgumentException("necpgame.identity.issuer must not be empty");
        }
        if (jwksUrl != null && !URI.create(jwksUrl).isAbsolute()) {
            throw new IllegalArgumentException("necpgame.identity.jwks-url must be a URL, but is '" + jwksUrl + "'");
        }
    }
}
