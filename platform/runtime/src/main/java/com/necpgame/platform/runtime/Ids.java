package com.necpgame.platform.runtime;

import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Ids that sort by the time of their making: a type prefix, then a ULID (48 bits of milliseconds, 80 of chance) in
 * Crockford's base 32, lower case.
 *
 * @see <a href="https://github.com/ulid/spec">ULID</a>
 */
public final class Ids {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int TIME_CHARS = 10;
    private static final int CHANCE_CHARS = 16;

    private final Clock clock;
    private final RandomGenerator random;

    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** {@code next("txn")} is like {@code txn_01kafz3k6v8c7h1dq0q8x5m2ra}. */
    public String next(String type) {
        return type + "_" + next();
    }

    /** 26 characters without a prefix. */
    public String next() {
        var id = new char[TIME_CHARS + CHANCE_CHARS];
        var millis = clock.millis();
        for (int i = TIME_CHARS - 1; i >= 0; i--, millis >>>= 5) {
            id[i] = ALPHABET[(int) (millis & 31)];
        }
        for (int half = 0; half < 2; half++) {
            var chance = random.nextLong();
            for (int i = 0; i < CHANCE_CHARS / 2; i++, chance >>>= 5) {
                id[TIME_CHARS + half * CHANCE_CHARS / 2 + i] = ALPHABET[(int) (chance & 31)];
            }
        }
        return new String(id);
    }
}
