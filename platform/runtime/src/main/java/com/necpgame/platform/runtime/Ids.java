package com.necpgame.platform.runtime;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Ids that sort by the time of their making: a type prefix, then 26 characters in Crockford's base 32, lower case: 48
 * bits of milliseconds, a 20-bit number within the millisecond, 60 bits of chance.
 *
 * <p>A ULID in shape; the number keeps ids of one process strictly increasing, also while the clock stands or steps
 * back, so that events of one aggregate sort in the order of their making.
 *
 * @see <a href="https://github.com/ulid/spec">ULID</a>
 */
public final class Ids {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int SEQUENCE_BITS = 20;
    private static final int TIME_CHARS = 10;
    private static final int SEQUENCE_CHARS = 4;
    private static final int CHANCE_CHARS = 12;

    private final Clock clock;
    private final RandomGenerator random;
    private final AtomicLong last = new AtomicLong();

    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** {@code next("txn")} is like {@code txn_01kafz3k6v0000h1dq0q8x5m2r}. */
    public String next(String type) {
        return type + "_" + next();
    }

    /** 26 characters without a prefix. */
    public String next() {
        var tick = last.updateAndGet(before -> Math.max(before + 1, clock.millis() << SEQUENCE_BITS));
        var id = new char[TIME_CHARS + SEQUENCE_CHARS + CHANCE_CHARS];
        write(id, 0, TIME_CHARS, tick >>> SEQUENCE_BITS);
        write(id, TIME_CHARS, SEQUENCE_CHARS, tick);
        write(id, TIME_CHARS + SEQUENCE_CHARS, CHANCE_CHARS, random.nextLong());
        return new String(id);
    }

    private static void write(char[] id, int from, int length, long bits) {
        for (int i = from + length - 1; i >= from; i--, bits >>>= 5) {
            id[i] = ALPHABET[(int) (bits & 31)];
        }
    }
}
