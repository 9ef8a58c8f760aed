package com.necpgame.harness.autoscale;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long sessions last: log-normal, as lengths of games are, with this mean.
 *
 * @param mean above zero, at most a day
 * @param spread the standard deviation of the logarithm, 0 to 2; with 0 all last the same
 */
public record SessionLength(Duration mean, double spread) {
    private static final Duration MEAN_MAX = Duration.ofDays(1);
    private static final double SPREAD_MAX = 2;

    public SessionLength {
        if (!mean.isPositive() || mean.compareTo(MEAN_MAX) > 0) {
            throw new IllegalArgumentException("sessions last above 0 and at most a day, not " + mean);
        }
        if (!(spread >= 0 && spread <= SPREAD_MAX)) {
            throw new IllegalArgumentException("the spread of lengths is 0 to 2, not " + spread);
        }
    }

    /** In milliseconds, at least 1. */
    long draw(RandomGenerator random) {
        // exp(N(m, s)) has the mean exp(m + s²/2).
        double middle = Math.log(mean.toMillis()) - spread * spread / 2;
        return Math.max(1, Math.round(Math.exp(middle + spread * random.nextGaussian())));
    }
}
