package com.necpgame.lambda.bell;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Takes {@code Authorization: Test <subject>} at its word. */
@Singleton
final class TestSignIn implements AuthenticationFetcher<HttpRequest<?>> {
    private static final String SCHEME = "Test ";

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        return request.getHeaders()
                .getAuthorization()
                .filter(header -> header.startsWith(SCHEME))
                .map(header -> header.substring(SCHEME.length()))
                .map(subject -> Publishers.just(Authentication.build(subject, Map.of("sub", subject))))
                .orElseGet(Publishers::empty);
    }
}
