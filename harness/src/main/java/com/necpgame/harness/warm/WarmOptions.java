package com.necpgame.harness.warm;

import java.time.Duration;

/**
 * How the load is.
 *
 * @param perSecond requests begun each second, whether or not earlier ones are answered
 * @param warmUp before anything is measured
 * @param measured for how long
 * @param players who take turns
 * @param seed decides who sends what
 */
public record WarmOptions(int perSecond, Duration warmUp, Duration measured, int players, long seed) {
    public WarmOptions {
        if (perSecond < 1 || players < 2 || measured.isNegative() || measured.isZero()) {
            throw new IllegalArgumentException("a rate above zero, two players, and a time to measure");
        }
    }
}
