package com.necpgame.platform.testkit.server;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Takes {@code Authorization: Bearer <subject>[;<claim>=<value>]...} at its word. Only where a test asks for it: on a class
 * path with this class, a server that checks real tokens goes on to check them.
 */
@Singleton
@Requires(property = TestSignIn.SWITCH, value = "true")
public final class TestSignIn implements AuthenticationFetcher<HttpRequest<?>> {
    static final String SWITCH = "testkit.sign-in";
    private static final String SCHEME = "Bearer ";

    /** The token of a caller with these claims beside {@code sub}. */
    static String token(String subject, Map<String, String> claims) {
        var token = new StringBuilder(subject);
        claims.forEach(
                (name, value) -> token.append(';').append(name).append('=').append(value));
        return token.toString();
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        var header = request.getHeaders().getAuthorization().orElse("");
        return header.startsWith(SCHEME)
                ? Publishers.just(authentication(header.substring(SCHEME.length())))
                : Publishers.empty();
    }

    private static Authentication authentication(String token) {
        var parts = token.split(";", -1);
        Map<String, Object> claims = new HashMap<>(Map.of("sub", parts[0]));
        Arrays.stream(parts).skip(1).map(claim -> claim.split("=", 2)).forEach(claim -> claims.put(claim[0], claim[1]));
        return Authentication.build(parts[0], claims);
    }
}
