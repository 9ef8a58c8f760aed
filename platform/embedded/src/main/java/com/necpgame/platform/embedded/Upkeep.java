package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.storage.StorageException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that does what nobody waits for: fills new indexes, clears away deleted tables, sweeps what has expired. */
final class Upkeep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    /** A store that is opened often and briefly is swept too; its start is not slowed by it. */
    private static final Duration FIRST_SWEEP = Duration.ofMinutes(1);

    private final IndexFilling filling;
    private final Dropping dropping;
    private final Expiry expiry;
    private final long sweepNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean awake = true;
    private volatile boolean stopped;
    private @Nullable Thread thread;

    Upkeep(IndexFilling filling, Dropping dropping, Expiry expiry, Duration sweepInterval) {
        this.filling = filling;
        this.dropping = dropping;
        this.expiry = expiry;
        this.sweepNanos = sweepInterval.toNanos();
    }

    void start() {
        thread = Thread.ofPlatform().name("embedded-dynamo-upkeep").daemon().start(this::run);
    }

    /** There is something to fill or to clear away. */
    void wake() {
        lock.lock();
        try {
            awake = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long due = System.nanoTime() + Math.min(sweepNanos, FIRST_SWEEP.toNanos());
        long pause = 0;
        while (awaken(pause)) {
            try {
                filling.run(() -> stopped);
                dropping.run(() -> stopped);
                if (isSweeping() && System.nanoTime() - due >= 0) {
                    due = System.nanoTime() + sweepNanos;
                    expiry.sweep(() -> stopped);
                }
                pause = isSweeping() ? due - System.nanoTime() : Long.MAX_VALUE;
            } catch (StorageException e) {
                log.info("Upkeep goes on in {} s: {}", RETRY.toSeconds(), e.getMessage());
                pause = RETRY.toNanos();
            } catch (RuntimeException e) {
                log.error("Upkeep failed; it is tried again in {} s", RETRY.toSeconds(), e);
                pause = RETRY.toNanos();
            }
        }
    }

    private boolean isSweeping() {
        return sweepNanos > 0;
    }

    /** Returns when there is work, or the time has passed; false if there will be no more. */
    private boolean awaken(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (!awake && !stopped && left > 0) {
                left = changed.awaitNanos(Math.min(left, TimeUnit.DAYS.toNanos(1)));
            }
            awake = false;
            return !stopped;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        stopped = true;
        wake();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
