package com.necpgame.harness.slice.runtime;

import com.necpgame.harness.slice.call.Invoked;
import com.necpgame.harness.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** What invocations come to that the function itself does not answer, in the words of AWS. */
final class Outcomes {
    /** What Lambda calls every error of a function, whether its code caught one or not. */
    static final String UNHANDLED = "Unhandled";

    private static final double MILLIS_PER_SECOND = 1000;

    private Outcomes() {}

    static Invoked requestTooLarge(int bytes) {
        return error(
                "RequestTooLargeException",
                "RequestTooLargeException",
                "%d byte payload is too large for the RequestResponse invocation type (limit %d bytes)"
                        .formatted(bytes, RuntimeApi.PAYLOAD_BYTES_MAX));
    }

    static Invoked answerTooLarge(long bytes) {
        return error(
                UNHANDLED,
                "Function.ResponseSizeTooLarge",
                "Response payload size (%d bytes) exceeded maximum allowed payload size (%d bytes)."
                        .formatted(bytes, RuntimeApi.PAYLOAD_BYTES_MAX));
    }

    static Invoked timedOut(String id, Duration timeout) {
        return error(
                UNHANDLED,
                "Sandbox.Timedout",
                String.format(
                        Locale.ROOT,
                        "RequestId: %s Error: Task timed out after %.2f seconds",
                        id,
                        timeout.toMillis() / MILLIS_PER_SECOND));
    }

    static Invoked exited(String id, int status) {
        return error(
                UNHANDLED,
                "Runtime.ExitError",
                "RequestId: %s Error: Runtime exited with error: exit status %d".formatted(id, status));
    }

    static Invoked initTimedOut(Duration limit) {
        return error(
                UNHANDLED,
                "Sandbox.Timedout",
                String.format(
                        Locale.ROOT, "Error: Init timed out after %.2f seconds", limit.toMillis() / MILLIS_PER_SECOND));
    }

    static Invoked notStarted(String why) {
        return error(UNHANDLED, "Runtime.InvalidEntrypoint", why);
    }

    private static Invoked error(String error, String type, String message) {
        var body = Json.object().put("errorMessage", message).put("errorType", type);
        return new Invoked(body.toString().getBytes(StandardCharsets.UTF_8), error);
    }
}
