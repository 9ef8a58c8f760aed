package com.necpgame.gamesim.agent;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before another attempt: doubles from one to the next, up to a bound. Half of it is chance, so that servers that failed
 * together do not come back together.
 */
final class Pause {
    private static final int DOUBLINGS_MAX = 20;

    private final Duration first;
    private final Duration max;
    private final RandomGenerator random;
    private int attempts;

    Pause(Duration first, Duration max, RandomGenerator random) {
        this.first = first;
        this.max = max;
        this.random = random;
    }

    long nextMillis() {
        long whole = Math.min(max.toMillis(), first.toMillis() << Math.min(attempts++, DOUBLINGS_MAX));
        return whole / 2 + random.nextLong(whole / 2 + 1);
    }

    void succeeded() {
        attempts = 0;
    }
}
