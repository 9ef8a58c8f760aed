package com.necpgame.harness.slice.call;

import org.jspecify.annotations.Nullable;

/**
 * What an invocation came to.
 *
 * @param answer JSON: the function's answer, or its error in the runtime's shape {@code {errorMessage, errorType}}
 * @param error the kind of error, as in {@code X-Amz-Function-Error}; null if there was none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Invoked(byte[] answer, @Nullable String error) {
    public boolean failed() {
        return error != null;
    }
}
