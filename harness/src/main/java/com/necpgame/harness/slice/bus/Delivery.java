package com.necpgame.harness.slice.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.slice.call.Invoked;
import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.wire.Patience;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One asynchronous invocation with Lambda's retries: failures are tried again so often, throttling for so long. */
final class Delivery {
    private final BusOptions options;
    private final BooleanSupplier closed;
    private int tries;
    private String reason = "";

    Delivery(BusOptions options, BooleanSupplier closed) {
        this.options = options;
        this.closed = closed;
    }

    /** Tries until it succeeds. @return null, or the dead letter that it became */
    @Nullable
    DeadEvent run(Rule rule, ObjectNode input) {
        byte[] event = input.toString().getBytes(StandardCharsets.UTF_8);
        for (Duration pause : options.retryPauses()) {
            if (tryOnce(rule.target(), event)) {
                return null;
            }
            if (closed.getAsBoolean()) {
                return new DeadEvent(rule.name(), input, tries, "closed: " + reason);
            }
            Patience.pause(pause);
        }
        return tryOnce(rule.target(), event) ? null : new DeadEvent(rule.name(), input, tries, reason);
    }

    private boolean tryOnce(Invoker target, byte[] event) {
        tries++;
        try {
            @Nullable Invoked invoked = invoke(target, event);
            if (invoked == null) {
                reason = "throttled for " + options.throttledMax();
                return false;
            }
            reason = invoked.error() + " " + new String(invoked.answer(), StandardCharsets.UTF_8);
            return !invoked.failed();
        } catch (RuntimeException e) {
            reason = e.toString();
            return false;
        }
    }

    /** @return null if it was throttled all the time */
    private @Nullable Invoked invoke(Invoker target, byte[] event) {
        long end = System.nanoTime() + options.throttledMax().toNanos();
        while (System.nanoTime() - end < 0 && !closed.getAsBoolean()) {
            try {
                return target.invoke(event);
            } catch (Invoker.Throttled e) {
                Patience.pause(options.throttledPause());
            }
        }
        return null;
    }
}
