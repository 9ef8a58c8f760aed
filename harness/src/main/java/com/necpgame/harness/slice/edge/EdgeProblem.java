package com.necpgame.harness.slice.edge;

import com.necpgame.harness.wire.Json;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the gateway itself refuses: in the words of the one JVM, wherever that has them. */
public enum EdgeProblem {
    MALFORMED("platform", 400, "The request cannot be read"),
    UNAUTHENTICATED("platform", 401, "A valid access token is needed"),
    ROUTE_NOT_FOUND("platform", 404, "There is nothing at this address"),
    TOO_LARGE("platform", 413, "The request is larger than the limit"),
    RATE_LIMITED("platform", 429, "Too many requests from this caller"),
    INTERNAL("platform", 500, "Something failed on our side"),
    /** The one JVM has no such thing: a function that failed, or answered in no form that the gateway knows. */
    FUNCTION_FAILED("gateway", 502, "The function failed"),
    /** Nothing takes the request: too many invocations are under way, or the identity process does not answer. */
    UNAVAILABLE("platform", 503, "The store does not answer; send the same request again");

    private static final String TYPE_ROOT = "https://necpgame.dev/problems/";
    private static final Duration RETRY_AFTER_DEFAULT = Duration.ofSeconds(1);

    private final String owner;
    private final int status;
    private final String title;

    EdgeProblem(String owner, int status, String title) {
        this.owner = owner;
        this.status = status;
        this.title = title;
    }

    public Answer answer(Received request) {
        return answer(request, null);
    }

    /** @param detail what happened this time; null if the title says it all */
    public Answer answer(Received request, @Nullable String detail) {
        return answer(request, detail, RETRY_AFTER_DEFAULT);
    }

    /** @param wait for whom it may help, how long it takes until the same request may succeed */
    public Answer answer(Received request, @Nullable String detail, Duration wait) {
        var trace = Trace.of(request);
        var answer = Answer.of(status, "application/problem+json", body(request, trace, detail))
                .with("X-Correlation-Id", trace.correlation())
                .with("traceparent", trace.parent());
        if (this == UNAUTHENTICATED) {
            return answer.with("WWW-Authenticate", "Bearer");
        }
        return isRetryable() ? answer.with("Retry-After", Long.toString(seconds(wait))) : answer;
    }

    private String body(Received request, Trace trace, @Nullable String detail) {
        var code = owner + "/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        var body =
                Json.object().put("type", TYPE_ROOT + code).put("title", title).put("status", status);
        if (detail != null) {
            body.put("detail", detail);
        }
        return body.put("instance", request.path())
                .put("code", code)
                .put("traceId", trace.correlation())
                .put("retryable", isRetryable())
                .toString();
    }

    private boolean isRetryable() {
        return status == 429 || status == 503;
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
