package com.necpgame.harness.sim;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, and how to see it again.
 *
 * @param step null if it came to light after the last one
 */
public record Failure(
        long seed, @Nullable String step, String request, String expected, String actual, String reproduction) {
    @Override
    public String toString() {
        return """
                seed      %d
                step      %s
                request   %s
                expected  %s
                actual    %s
                again     %s
                """.formatted(
                seed, step == null ? "(reading everything back)" : step, request, expected, actual, reproduction);
    }
}
