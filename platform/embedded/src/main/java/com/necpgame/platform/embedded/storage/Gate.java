package com.necpgame.platform.embedded.storage;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets any number of calls in until it is shut; whoever shuts it waits for those inside. So nothing native is freed under a caller.
 *
 * <p>A read-write lock would do, but every get of every thread would write the same word of memory: here each thread counts on one of
 * many stripes, and nobody who enters ever waits.
 */
final class Gate {
    private static final int STRIPES = 64;
    private static final int INTS_PER_CACHE_LINE = 16;
    private static final long POLL_NANOS = 50_000;

    private final AtomicIntegerArray inside = new AtomicIntegerArray(STRIPES * INTS_PER_CACHE_LINE);
    private volatile @Nullable Refusal refusal;

    /** Why nobody may enter; a new exception per caller, so that each has its own stack. */
    record Refusal(
            StorageException.Kind kind,
            String message,
            @Nullable Throwable cause) {
        StorageException exception() {
            return cause == null ? new StorageException(kind, message) : new StorageException(kind, message, cause);
        }
    }

    /** Returns what {@link #leave} wants. */
    int enter() {
        int stripe = stripe();
        inside.getAndIncrement(stripe);
        Refusal why = refusal;
        if (why != null) {
            inside.getAndDecrement(stripe);
            throw why.exception();
        }
        return stripe;
    }

    /** As {@link #enter}, but negative if it is shut. */
    int tryEnter() {
        int stripe = stripe();
        inside.getAndIncrement(stripe);
        if (refusal != null) {
            inside.getAndDecrement(stripe);
            return -1;
        }
        return stripe;
    }

    void leave(int stripe) {
        inside.getAndDecrement(stripe);
    }

    @Nullable
    Refusal refusal() {
        return refusal;
    }

    /** Refuses from now on. Those inside go on. */
    void shut(Refusal why) {
        refusal = why;
    }

    /** Waits until nobody is inside. Only once shut. */
    void drain() {
        for (int stripe = 0; stripe < inside.length(); stripe += INTS_PER_CACHE_LINE) {
            while (inside.get(stripe) != 0) {
                LockSupport.parkNanos(this, POLL_NANOS);
            }
        }
    }

    void open() {
        refusal = null;
    }

    private static int stripe() {
        long id = Thread.currentThread().threadId();
        return (int) ((id * 0x9E3779B97F4A7C15L) >>> 58) * INTS_PER_CACHE_LINE;
    }
}
