package com.necpgame.platform.identity;

import com.nimbusds.jose.jwk.KeyType;
import io.micronaut.context.annotation.Requires;
import io.micronaut.security.token.jwt.signature.jwks.JwksSignatureConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Objects;

/** The keys of an external identity provider, fetched from where it publishes them. */
@Singleton
@Named("provider")
@Requires(property = "necpgame.identity.jwks-url")
final class ProviderKeys implements JwksSignatureConfiguration {
    private static final int CACHE_SECONDS = 300;
    private final String url;

    ProviderKeys(IdentityConfig config) {
        this.url = Objects.requireNonNull(config.jwksUrl());
    }

    @Override
    public String getName() {
        return "provider";
    }

    @Override
    public String getUrl() {
        return url;
    }

    @Override
    public KeyType getKeyType() {
        return KeyType.RSA;
    }

    @Override
    public Integer getCacheExpiration() {
        return CACHE_SECONDS;
    }
}
