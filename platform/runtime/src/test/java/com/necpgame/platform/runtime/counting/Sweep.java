package com.necpgame.platform.runtime.counting;

import com.necpgame.platform.runtime.recurring.Recurring;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs as far as a test lets it. */
@Singleton
public final class Sweep implements Recurring {
    public static final Duration PERIOD = Duration.ofMillis(20);

    public final AtomicInteger begun = new AtomicInteger();
    public final AtomicInteger ended = new AtomicInteger();
    public final AtomicInteger failures = new AtomicInteger();
    /** One permit lets one run come to its end. */
    public final Semaphore gate = new Semaphore(1_000_000);

    @Override
    public Duration every() {
        return PERIOD;
    }

    @Override
    public void run() {
        begun.incrementAndGet();
        gate.acquireUninterruptibly();
        if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new IllegalStateException("told to fail");
        }
        ended.incrementAndGet();
    }
}
