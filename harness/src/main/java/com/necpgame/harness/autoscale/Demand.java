package com.necpgame.harness.autoscale;

/**
 * One who asks for a session.
 *
 * @param atMillis when, from the start of the curve
 * @param lengthMillis how long the session will last once it has started, above 0
 */
public record Demand(long atMillis, long lengthMillis) {
    public Demand {
        if (atMillis < 0 || lengthMillis <= 0) {
            throw new IllegalArgumentException(
                    "a demand comes at 0 or later and lasts: " + atMillis + ", " + lengthMillis);
        }
    }
}
