package com.necpgame.platform.runtime.event;

import com.necpgame.platform.data.Write;

/**
 * One delivery of an event to one listener.
 *
 * @param envelope the event's id, time, aggregate and sequence
 * @param once the line that makes the listener's transaction take effect at most once per event; repeated, it refuses
 *     with {@link Repeated}, which the dispatcher takes for success
 */
public record Delivery(EventEnvelope envelope, Write once) {
    /** The event has been handled before. */
    static final class Repeated extends RuntimeException {
        Repeated() {
            super("handled before", null, false, false);
        }
    }
}
