package com.necpgame.harness.slice.fault;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Says by a seed how often something happens. For many threads: which of them asks first is not decided by the seed. */
public final class Chance {
    private final RandomGenerator random;

    public Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * Whether it happens this time.
     *
     * @param rate 0 never, 1 always
     */
    public synchronized boolean happens(double rate) {
        return rate > 0 && random.nextDouble() < rate;
    }

    /** A rate as options give it. @throws IllegalArgumentException if it is not 0 to 1 */
    public static double rate(String name, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(name + " must be 0 to 1, not " + rate);
        }
        return rate;
    }
}
