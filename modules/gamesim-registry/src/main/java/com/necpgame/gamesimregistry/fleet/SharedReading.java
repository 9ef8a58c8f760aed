package com.necpgame.gamesimregistry.fleet;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What was last read of the store, and a reading that callers at the same time share. */
final class SharedReading<T> {
    private final Supplier<T> reading;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong begun = new AtomicLong();
    private volatile Done<T> last;

    /** @param number of those begun, from 1; 0 for none */
    private record Done<T>(long number, T value) {}

    /** @param first what is known before anything was read */
    SharedReading(T first, Supplier<T> reading) {
        this.last = new Done<>(0, first);
        this.reading = reading;
    }

    T last() {
        return last.value();
    }

    /** Reads, beginning after this call. A reading that fails is nobody's but its caller's: who waited for it reads again. */
    void renew() {
        var before = begun.get();
        lock.lock();
        try {
            if (last.number() <= before) {
                last = new Done<>(begun.incrementAndGet(), reading.get());
            }
        } finally {
            lock.unlock();
        }
    }
}
