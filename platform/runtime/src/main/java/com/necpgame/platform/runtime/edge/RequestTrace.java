package com.necpgame.platform.runtime.edge;

import com.necpgame.platform.runtime.problem.Problems;
import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Gives every request a correlation id and a place in a trace, in the logging context of whatever thread works for it
 * and on the answer.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestTrace {
    static final String CORRELATION_HEADER = "X-Correlation-Id";
    static final int CORRELATION_CHARS_MAX = 128;

    private static final Pattern CORRELATION = Pattern.compile("[A-Za-z0-9._:+/=@-]{1," + CORRELATION_CHARS_MAX + "}");
    private static final String ATTRIBUTE = RequestTrace.class.getName();

    private final RandomGenerator random;
    private final Optional<ActiveSpan> span;

    RequestTrace(RandomGenerator random, Optional<ActiveSpan> span) {
        this.random = random;
        this.span = span;
    }

    @RequestFilter
    @Order(ORDER)
    void open(HttpRequest<?> request, MutablePropagatedContext context) {
        var parent = parent(request);
        var correlation = request.getHeaders()
                .findFirst(CORRELATION_HEADER)
                .filter(id -> CORRELATION.matcher(id).matches())
                .orElse(parent.traceId());
        request.setAttribute(ATTRIBUTE, new Ids(correlation, parent));
        context.add(new MdcPropagationContext(
                Map.of(Problems.CORRELATION, correlation, "traceId", parent.traceId(), "spanId", parent.spanId())));
    }

    @ResponseFilter
    @Order(ORDER)
    void close(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(ATTRIBUTE, Ids.class).ifPresent(ids -> {
            response.header(CORRELATION_HEADER, ids.correlation());
            response.header(Traceparent.HEADER, ids.trace().toString());
        });
    }

    private Traceparent parent(HttpRequest<?> request) {
        return span.flatMap(ActiveSpan::current)
                .orElseGet(() -> request.getHeaders()
                        .findFirst(Traceparent.HEADER)
                        .flatMap(Traceparent::parse)
                        .map(caller -> caller.child(random))
                        .orElseGet(() -> Traceparent.start(random)));
    }

    /** Right inside of OpenTelemetry's own filter, so that its span, where there is one, is the one that logs name. */
    static final int ORDER = 19_100;

    static {
        assert ORDER > ServerFilterPhase.TRACING.order() && ORDER < ServerFilterPhase.TRACING.after();
    }

    private record Ids(String correlation, Traceparent trace) {}
}
