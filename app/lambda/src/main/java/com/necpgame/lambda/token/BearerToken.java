package com.necpgame.lambda.token;

import com.necpgame.platform.runtime.caller.AccessClaims;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * The caller that a bearer token names, where no gateway has looked at it: RS256 by a key of the identity provider, and
 * claims as everywhere. A token that is not good is no token.
 *
 * <p>Functions behind a gateway never come here, and pay nothing for it.
 */
@Singleton
final class BearerToken implements AuthenticationFetcher<HttpRequest<?>> {
    private static final String SCHEME = "Bearer ";

    private final BeanProvider<ProviderKeys> keys;
    private final AccessClaims rule;

    BearerToken(TokenConfig config, BeanProvider<ProviderKeys> keys, Clock clock) {
        this.keys = keys;
        this.rule = new AccessClaims(config.issuer(), clock);
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        return request.getHeaders()
                .findFirst(HttpHeaders.AUTHORIZATION)
                .filter(header -> header.startsWith(SCHEME))
                .flatMap(header -> caller(header.substring(SCHEME.length())))
                .map(Publishers::just)
                .orElseGet(Publishers::empty);
    }

    private Optional<Authentication> caller(String token) {
        try {
            var signed = SignedJWT.parse(token);
            if (!isSigned(signed)) {
                return Optional.empty();
            }
            var claims = signed.getJWTClaimsSet();
            return rule.open(claims::getClaim)
                    ? Optional.ofNullable(claims.getSubject())
                            .map(subject -> Authentication.build(subject, claims.getClaims()))
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isSigned(SignedJWT token) throws JOSEException {
        var header = token.getHeader();
        if (!JWSAlgorithm.RS256.equals(header.getAlgorithm()) || !isPlain(token.getSignature())) {
            return false;
        }
        var key = key(header.getKeyID());
        return key != null && token.verify(new RSASSAVerifier(key));
    }

    private com.nimbusds.jose.jwk.@Nullable RSAKey key(@Nullable String id) {
        return id == null ? null : keys.get().find(id);
    }

    /** Decoding overlooks strange characters and the last bits; yet a token must have one spelling only. */
    private static boolean isPlain(Base64URL signature) {
        return Base64URL.encode(signature.decode()).equals(signature);
    }
}
