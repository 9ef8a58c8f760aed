package com.necpgame.platform.runtime.problem;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.MDC;

/** The only writer of {@code application/problem+json}. Counts every refusal by its code. */
@Singleton
public final class Problems {
    /** The key of the logging context under which the edge keeps the request's correlation id. */
    public static final String CORRELATION = "correlationId";

    private static final Duration RETRY_AFTER_DEFAULT = Duration.ofSeconds(1);
    private final @Nullable MeterRegistry meters;

    Problems(@Nullable MeterRegistry meters) {
        this.meters = meters;
    }

    public MutableHttpResponse<?> answer(HttpRequest<?> request, Refusal refusal) {
        var problem = refusal.problem();
        count(problem);
        MutableHttpResponse<?> response = HttpResponse.status(problem.status())
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE)
                .body(body(request, refusal));
        if (problem.retryable()) {
            response.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds(refusal)));
        }
        return response;
    }

    public ProblemBody body(HttpRequest<?> request, Refusal refusal) {
        return body(request.getPath(), refusal);
    }

    /** The problem as data, for a channel other than HTTP. */
    public ProblemBody body(String instance, Refusal refusal) {
        var problem = refusal.problem();
        return new ProblemBody(
                problem.type().toString(),
                problem.title(),
                problem.status().getCode(),
                refusal.detail(),
                instance,
                problem.code(),
                MDC.get(CORRELATION),
                problem.retryable(),
                refusal.errors());
    }

    private void count(Problem problem) {
        if (meters != null) {
            meters.counter("necpgame.refusals", "code", problem.code()).increment();
        }
    }

    private static long seconds(Refusal refusal) {
        var wait = refusal.retryAfter();
        return Math.max(
                1, (wait == null ? RETRY_AFTER_DEFAULT : wait).plusMillis(999).toSeconds());
    }
}
