package com.necpgame.platform.identity;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.ExpirationJwtClaimsValidator;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * What a token must say to be let in: our issuer, in time, and that it is an access token. Refresh and id tokens are
 * signed with the same keys; they open nothing here.
 */
@Singleton
@Replaces(ExpirationJwtClaimsValidator.class)
final class TokenClaims<T> implements GenericJwtClaimsValidator<T> {
    private final IdentityConfig config;
    private final Clock clock;

    TokenClaims(IdentityConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public boolean validate(Claims claims, T request) {
        var expires = instant(claims.get(Claims.EXPIRATION_TIME));
        return config.issuer().equals(claims.get(Claims.ISSUER))
                && TokenIssuer.ACCESS.equals(claims.get(TokenIssuer.TOKEN_USE))
                && expires != null
                && clock.instant().isBefore(expires);
    }

    private static @Nullable Instant instant(@Nullable Object claim) {
        if (claim instanceof Date date) {
            return date.toInstant();
        }
        return claim instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null;
    }
}
