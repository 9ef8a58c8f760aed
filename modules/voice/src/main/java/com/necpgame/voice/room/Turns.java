package com.necpgame.voice.room;

import java.util.Arrays;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is done for one connection is done one thing after the other, in this process. A room's lock may be taken within a
 * turn, never the other way round.
 */
final class Turns {
    private static final int STRIPES = 256;

    private final Lock[] stripes =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(Lock[]::new);

    <T extends @Nullable Object> T take(Supplier<T> work, String... connectionIds) {
        var mine = Arrays.stream(connectionIds)
                .mapToInt(id -> Math.floorMod(id.hashCode(), STRIPES))
                .distinct()
                .sorted()
                .toArray();
        IntStream.of(mine).forEach(stripe -> stripes[stripe].lock());
        try {
            return work.get();
        } finally {
            IntStream.of(mine).forEach(stripe -> stripes[stripe].unlock());
        }
    }
}
