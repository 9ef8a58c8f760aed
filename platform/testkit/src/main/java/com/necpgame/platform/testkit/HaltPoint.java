package com.necpgame.platform.testkit;

import java.util.Locale;

/**
 * A place in a flow where the process dies.
 *
 * @param n which write it is, from 1
 */
public record HaltPoint(Side side, int n) {
    /** On which side of the write's effect the process dies. */
    public enum Side {
        /** The write never reaches the store. */
        BEFORE,
        /** The store has done the write, and nobody hears of it. */
        AFTER
    }

    public HaltPoint {
        if (n < 1) {
            throw new IllegalArgumentException("writes are counted from 1, not " + n);
        }
    }

    /** Like {@code before write 3}. */
    @Override
    public String toString() {
        return side.name().toLowerCase(Locale.ROOT) + " write " + n;
    }
}
