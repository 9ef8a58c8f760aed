package com.necpgame.platform.runtime;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Waits between tries with full jitter, so that contenders that collided once do not meet again.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential backoff and
 *     jitter</a>
 */
public final class Backoff {
    private final RandomGenerator random;
    private final Duration base;
    private final Duration longest;

    /**
     * @param base the bound of the first wait; it doubles with each try
     * @param longest the bound that it never exceeds
     */
    public Backoff(RandomGenerator random, Duration base, Duration longest) {
        this.random = random;
        this.base = base;
        this.longest = longest;
    }

    /** Waits before the try after {@code attempt} (1 for the first). An interrupted thread does not wait. */
    public void pause(int attempt) {
        LockSupport.parkNanos(random.nextLong(1, bound(attempt).toNanos() + 1));
    }

    private Duration bound(int attempt) {
        var doubled = base.multipliedBy(1L << Math.min(attempt - 1, 20));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
