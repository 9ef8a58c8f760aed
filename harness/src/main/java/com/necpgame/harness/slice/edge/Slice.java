package com.necpgame.harness.slice.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.slice.call.Invoked;
import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.slice.call.SliceDescription;
import java.nio.charset.StandardCharsets;

/**
 * A slice behind the gateway.
 *
 * @param function what is invoked for it
 */
public record Slice(SliceDescription description, Invoker function) {
    /** The most that Lambda takes for an invocation which somebody waits for. */
    static final int EVENT_BYTES_MAX = 6 * 1024 * 1024;

    private static final System.Logger LOG = System.getLogger("necpgame.gateway");

    /** Asks it with a proxy event. @return its answer; a problem, if it gave none */
    public Answer ask(Received request, ObjectNode event) {
        var bytes = event.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > EVENT_BYTES_MAX) {
            return EdgeProblem.TOO_LARGE.answer(request);
        }
        try {
            var invoked = function.invoke(bytes);
            return invoked.failed() ? failed(request, text(invoked)) : FunctionAnswer.read(invoked.answer());
        } catch (Invoker.Throttled e) {
            return EdgeProblem.UNAVAILABLE.answer(request, "no instance of the function is free");
        } catch (RuntimeException e) {
            return failed(request, e.toString());
        }
    }

    /** Tells it something for which no answer counts. @return whether it took it */
    public boolean tell(ObjectNode event) {
        try {
            var invoked = function.invoke(event.toString().getBytes(StandardCharsets.UTF_8));
            if (invoked.failed()) {
                log("failed: " + text(invoked));
            }
            return !invoked.failed();
        } catch (RuntimeException e) {
            log("cannot be invoked: " + e);
            return false;
        }
    }

    private static String text(Invoked invoked) {
        return new String(invoked.answer(), StandardCharsets.UTF_8);
    }

    private Answer failed(Received request, String fault) {
        log("gave no answer to " + request.method() + " " + request.path() + ": " + fault);
        return EdgeProblem.FUNCTION_FAILED.answer(request);
    }

    private void log(String fault) {
        LOG.log(System.Logger.Level.WARNING, "the function of {0} {1}", description.module(), fault);
    }
}
