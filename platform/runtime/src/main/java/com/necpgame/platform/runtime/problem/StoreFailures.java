package com.necpgame.platform.runtime.problem;

import com.necpgame.platform.data.StoreContended;
import com.necpgame.platform.data.StoreUnavailable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/**
 * A read that the store did not answer is refused as a transaction is that it did not take: the same request, sent again,
 * may succeed. Transactions tell of their failures themselves, once their tries are over.
 */
final class StoreFailures {
    private StoreFailures() {}

    /** Too many requests at once. */
    @Singleton
    static final class Contended implements ExceptionHandler<StoreContended, HttpResponse<?>> {
        private final Problems problems;

        Contended(Problems problems) {
            this.problems = problems;
        }

        @Override
        public HttpResponse<?> handle(HttpRequest request, StoreContended failure) {
            return problems.answer(request, PlatformProblem.CONTENDED.refuse());
        }
    }

    /** No usable answer. */
    @Singleton
    static final class Unavailable implements ExceptionHandler<StoreUnavailable, HttpResponse<?>> {
        private final Problems problems;

        Unavailable(Problems problems) {
            this.problems = problems;
        }

        @Override
        public HttpResponse<?> handle(HttpRequest request, StoreUnavailable failure) {
            return problems.answer(request, PlatformProblem.UNAVAILABLE.refuse());
        }
    }
}
