package com.necpgame.lambda.socket;

import com.necpgame.lambda.token.GatewayClaims;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.problem.PlatformProblem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Who opens a connection, by the same rules as for a request: the authorizer's claims, or the bearer token. */
@Singleton
final class Callers {
    private final List<AuthenticationFetcher<HttpRequest<?>>> fetchers;

    Callers(List<AuthenticationFetcher<HttpRequest<?>>> fetchers) {
        this.fetchers = fetchers;
    }

    /**
     * @return null for one who says nothing of who they are
     * @throws com.necpgame.platform.runtime.problem.Refusal for a token that does not hold
     */
    @Nullable
    Caller caller(String path, SocketEvent event) {
        var request = HttpRequest.GET(path);
        request.setAttribute(GatewayClaims.ATTRIBUTE, event.claims());
        event.authorization().forEach(value -> request.header(HttpHeaders.AUTHORIZATION, value));
        var authentication = Flux.fromIterable(fetchers)
                .concatMap(fetcher -> fetcher.fetchAuthentication(request))
                .blockFirst();
        if (authentication != null) {
            return Caller.of(authentication);
        }
        if (!event.authorization().isEmpty()) {
            throw PlatformProblem.UNAUTHENTICATED.refuse();
        }
        return null;
    }
}
