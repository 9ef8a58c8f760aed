package com.necpgame.platform.runtime.edge;

import java.util.Optional;

/** The span that a tracer of this process has opened for the request, so that logs and answers name it. */
@FunctionalInterface
public interface ActiveSpan {
    /** Empty where the request is not traced. */
    Optional<Traceparent> current();
}
