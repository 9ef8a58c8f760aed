package com.necpgame.platform.runtime.counting;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Takes {@code Authorization: Test <subject>[/<group>]} at its word. */
@Singleton
final class TestSignIn implements AuthenticationFetcher<HttpRequest<?>> {
    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        var header = request.getHeaders().getAuthorization().orElse("");
        if (!header.startsWith("Test ")) {
            return Publishers.empty();
        }
        var parts = header.substring("Test ".length()).split("/", -1);
        Map<String, Object> claims = parts.length > 1
                ? Map.of("sub", parts[0], "cognito:groups", List.of(parts[1]))
                : Map.of("sub", parts[0]);
        return Publishers.just(Authentication.build(parts[0], claims));
    }
}
