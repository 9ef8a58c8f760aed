package com.necpgame.gamesimregistry;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A reading of the store that callers at the same time share: each is told of one that began after they asked. */
public final class SharedReading<T> {
    private final Supplier<T> reading;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong begun = new AtomicLong();
    private @Nullable Done<T> last;

    /** @param number of those begun, from 1 */
    private record Done<T>(long number, T value) {}

    public SharedReading(Supplier<T> reading) {
        this.reading = reading;
    }

    /** One that fails is nobody's but its caller's: who waited for it reads again. */
    public T read() {
        var before = begun.get();
        lock.lock();
        try {
            var known = last;
            if (known == null || known.number() <= before) {
                known = new Done<>(begun.incrementAndGet(), reading.get());
                last = known;
            }
            return known.value();
        } finally {
            lock.unlock();
        }
    }
}
