package com.necpgame.harness.wire;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A bounded wait for something that happens elsewhere.
 *
 * @param max how long to wait at most
 * @param pause between two looks
 */
public record Patience(Duration max, Duration pause) {
    public Patience {
        if (max.isNegative() || pause.isNegative() || pause.isZero()) {
            throw new IllegalArgumentException("a wait is not negative, and pauses");
        }
    }

    /** Looks until there is what is waited for. @return false if it did not come in time */
    public boolean until(BooleanSupplier there) {
        return look(there::getAsBoolean, seen -> seen);
    }

    /** Looks until what is seen is good. @return what was seen last, good or not */
    public <T> T look(Supplier<T> eyes, Predicate<T> good) {
        long end = System.nanoTime() + max.toNanos();
        T seen = eyes.get();
        while (!good.test(seen)
                && System.nanoTime() - end < 0
                && !Thread.currentThread().isInterrupted()) {
            pause(pause);
            seen = eyes.get();
        }
        return seen;
    }

    /** Rests the thread for about this long. */
    public static void pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
