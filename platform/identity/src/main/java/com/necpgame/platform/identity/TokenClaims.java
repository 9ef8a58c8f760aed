package com.necpgame.platform.identity;

import com.necpgame.platform.runtime.caller.AccessClaims;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.ExpirationJwtClaimsValidator;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Lets a token in by {@link AccessClaims}. */
@Singleton
@Replaces(ExpirationJwtClaimsValidator.class)
final class TokenClaims<T> implements GenericJwtClaimsValidator<T> {
    private final AccessClaims rule;

    TokenClaims(IdentityConfig config, Clock clock) {
        this.rule = new AccessClaims(config.issuer(), clock);
    }

    @Override
    public boolean validate(Claims claims, T request) {
        return rule.open(claims::get);
    }
}
