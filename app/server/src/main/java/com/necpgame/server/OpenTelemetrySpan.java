package com.necpgame.server;

import com.necpgame.platform.runtime.edge.ActiveSpan;
import com.necpgame.platform.runtime.edge.Traceparent;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The span of OpenTelemetry's own filter, where a collector is configured. */
@Singleton
final class OpenTelemetrySpan implements ActiveSpan {
    @Override
    public Optional<Traceparent> current() {
        var span = Span.current().getSpanContext();
        return span.isValid()
                ? Optional.of(new Traceparent(span.getTraceId(), span.getSpanId(), span.isSampled()))
                : Optional.empty();
    }
}
