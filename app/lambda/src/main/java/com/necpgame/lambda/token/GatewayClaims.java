package com.necpgame.lambda.token;

import com.necpgame.platform.runtime.caller.AccessClaims;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * The caller that API Gateway's authorizer vouches for.
 *
 * <p>The gateway has checked signature and time; it writes times in words, so those are not checked once more. It lets id
 * tokens pass where no scope is asked for, though: those open nothing, as in the one JVM.
 */
@Singleton
public final class GatewayClaims implements AuthenticationFetcher<HttpRequest<?>> {
    /** The request attribute with the authorizer's claims. */
    public static final String ATTRIBUTE = GatewayClaims.class.getName();

    private static final String GROUPS = "cognito:groups";

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        Map<?, ?> claims = request.getAttribute(ATTRIBUTE, Map.class).orElse(Map.of());
        var use = claims.get(AccessClaims.TOKEN_USE);
        if (!(claims.get("sub") instanceof String name) || (use != null && !use.equals(AccessClaims.ACCESS))) {
            return Publishers.empty();
        }
        return Publishers.just(Authentication.build(name, attributes(claims)));
    }

    /** Several groups come as {@code [one two]} or {@code one,two}. */
    private static Map<String, Object> attributes(Map<?, ?> claims) {
        var attributes = new LinkedHashMap<String, Object>();
        claims.forEach((name, value) -> attributes.put(
                String.valueOf(name),
                name.equals(GROUPS) ? String.valueOf(value).replaceAll("[\\[\\]]", "") : value));
        return attributes;
    }
}
