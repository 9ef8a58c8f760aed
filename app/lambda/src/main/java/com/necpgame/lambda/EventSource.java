package com.necpgame.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.OutputStream;

/** What AWS invokes functions for, and in which shape: one of these per service that invokes. */
public interface EventSource {
    /** Whether an event has the shape of this source. No two take the same. */
    boolean sends(JsonNode event);

    /**
     * Works for one invocation.
     *
     * @param answer takes the function's answer, JSON
     * @throws RuntimeException which fails the invocation: whoever invoked decides whether it comes again
     */
    void handle(JsonNode event, Context context, OutputStream answer) throws IOException;
}
