package com.necpgame.lambda.rest;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.execution.ExecutionFlow;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.body.MessageBodyHandlerRegistry;
import io.micronaut.http.context.ServerHttpRequestContext;
import io.micronaut.http.server.RequestLifecycle;
import io.micronaut.http.server.ResponseLifecycle;
import io.micronaut.http.server.RouteExecutor;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.web.router.RouteMatch;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** Takes a request through filters, routes and problems to its answer, on the thread that asks. */
@Singleton
final class Controllers {
    private final RouteExecutor routes;
    private final MessageBodyHandlerRegistry writers;
    private final ConversionService conversions;
    private final BeanProvider<Executor> blocking;

    Controllers(
            RouteExecutor routes,
            MessageBodyHandlerRegistry writers,
            ConversionService conversions,
            @Named(TaskExecutors.BLOCKING) BeanProvider<Executor> blocking) {
        this.routes = routes;
        this.writers = writers;
        this.conversions = conversions;
        this.blocking = blocking;
    }

    ByteBodyHttpResponse<?> answer(RestRequest request) {
        var context = PropagatedContext.getOrEmpty().plus(new ServerHttpRequestContext(request));
        try (var ignored = context.propagate()) {
            return new Requests(request)
                    .answer()
                    .flatMap(response -> new Responses().encodeHttpResponseSafe(request, response))
                    .toCompletableFuture()
                    .join();
        }
    }

    private final class Requests extends RequestLifecycle {
        private final RestRequest request;

        Requests(RestRequest request) {
            super(routes);
            this.request = request;
        }

        ExecutionFlow<HttpResponse<?>> answer() {
            return normalFlow(request);
        }

        @Override
        protected ExecutionFlow<RouteMatch<?>> fulfillArguments(RouteMatch<?> match, HttpRequest<?> filtered) {
            return super.fulfillArguments(match, filtered).flatMap(this::withBody);
        }

        private ExecutionFlow<RouteMatch<?>> withBody(RouteMatch<?> match) {
            try {
                request.readBody();
                return ExecutionFlow.just(match);
            } catch (RuntimeException e) {
                return ExecutionFlow.error(e);
            }
        }
    }

    private final class Responses extends ResponseLifecycle {
        Responses() {
            super(routes, writers, conversions, RestRequest.BODIES);
        }

        @Override
        protected Executor ioExecutor() {
            return blocking.get();
        }
    }
}
