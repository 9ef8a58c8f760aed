package com.necpgame.platform.embedded;

import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Who may change which item now. Keys share a fixed number of locks, and all are taken in one order, so that nobody waits in a circle. */
final class Locks {
    private static final int STRIPES = 4096;
    private static final int SPREAD = 0x9E3779B9;
    private static final int SPREAD_SHIFT = 20;

    private final ReentrantLock[] stripes =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    /** Locks that are held until it is closed. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    Held of(Collection<byte[]> keys) {
        return take(keys.stream().mapToInt(Locks::stripe).sorted().distinct().toArray());
    }

    /** Nobody else changes anything. */
    Held all() {
        return take(IntStream.range(0, STRIPES).toArray());
    }

    private Held take(int[] ascending) {
        for (int stripe : ascending) {
            stripes[stripe].lock();
        }
        return () -> {
            for (int stripe : ascending) {
                stripes[stripe].unlock();
            }
        };
    }

    private static int stripe(byte[] key) {
        return (Arrays.hashCode(key) * SPREAD) >>> SPREAD_SHIFT;
    }
}
