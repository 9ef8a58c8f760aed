package com.necpgame.lambda.socket;

import com.necpgame.lambda.token.GatewayClaims;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.problem.PlatformProblem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

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
        for (var fetcher : fetchers) {
            var authentication = First.of(fetcher.fetchAuthentication(request));
            if (authentication != null) {
                return Caller.of(authentication);
            }
        }
        if (!event.authorization().isEmpty()) {
            throw PlatformProblem.UNAUTHENTICATED.refuse();
        }
        return null;
    }

    /** Waits for the first of what is published. */
    private static final class First<T> implements Subscriber<T> {
        private final CompletableFuture<@Nullable T> result = new CompletableFuture<>();

        static <T> @Nullable T of(Publisher<T> publisher) {
            var first = new First<T>();
            publisher.subscribe(first);
            return first.result.join();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(T value) {
            result.complete(value);
        }

        @Override
        public void onError(Throwable failure) {
            result.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            result.complete(null);
        }
    }
}
