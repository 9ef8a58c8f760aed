package com.necpgame.harness.voice;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What the listeners of one event loop have heard while it was counted. Confined to that loop. */
final class Heard {
    private static final long AGE_MAX_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram ages = new Histogram(AGE_MAX_NANOS, DIGITS);
    private boolean counting;
    private int lost;
    private @Nullable String why;

    void frame(long sentAt) {
        if (counting) {
            ages.recordValue(Math.clamp(System.nanoTime() - sentAt, 1, AGE_MAX_NANOS));
        }
    }

    void lost(String reason) {
        lost++;
        why = reason;
    }

    void begin() {
        ages.reset();
        counting = true;
    }

    Histogram end() {
        counting = false;
        return ages.copy();
    }

    int lost() {
        return lost;
    }

    @Nullable
    String why() {
        return why;
    }
}
