package com.necpgame.platform.runtime.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries a problem up to the edge. Without a stack trace: it is an answer, not a fault. */
public final class Refusal extends RuntimeException {
    private final transient Problem problem;
    private final @Nullable String detail;
    private final transient List<FieldError> errors;
    private transient @Nullable Duration retryAfter;

    public Refusal(Problem problem, @Nullable String detail, List<FieldError> errors) {
        super(detail == null ? problem.title() : problem.title() + ": " + detail, null, false, false);
        this.problem = problem;
        this.detail = detail;
        this.errors = List.copyOf(errors);
    }

    /** Tells the caller when to come back, as {@code Retry-After}. */
    public Refusal retryAfter(Duration wait) {
        this.retryAfter = wait;
        return this;
    }

    public Problem problem() {
        return problem;
    }

    public @Nullable String detail() {
        return detail;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
