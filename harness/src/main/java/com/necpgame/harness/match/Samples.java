package com.necpgame.harness.match;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What was measured while the bots played on servers that lived: over the whole match, and second by second. */
final class Samples {
    /** Ages and round trips up to a minute, in microseconds. */
    private static final long MICROS_MAX = 60_000_000;

    private static final int DIGITS = 3;
    private static final double MILLI_MICROS = 1000;

    private final Histogram roundTrips = histogram();
    private final Histogram ages = histogram();
    private final List<Second> seconds = new ArrayList<>();
    private Histogram roundTripsNow = histogram();
    private Histogram agesNow = histogram();

    /**
     * How it stood in one second.
     *
     * @param sessions that hold slots, as the registry says; -1 while it is down
     * @param bots connected to game servers
     * @param roundTripMillis p95 over the bots
     * @param ageMillis p95 of the age of the newest snapshot
     */
    record Second(int sessions, int bots, double roundTripMillis, double ageMillis) {}

    /** @param roundTripNanos 0 while unknown */
    synchronized void bot(long roundTripNanos, long ageNanos) {
        if (roundTripNanos > 0) {
            record(roundTripNanos, roundTrips, roundTripsNow);
        }
        record(ageNanos, ages, agesNow);
    }

    synchronized void second(int sessions, int bots) {
        seconds.add(new Second(sessions, bots, millis(roundTripsNow, 95), millis(agesNow, 95)));
        roundTripsNow = histogram();
        agesNow = histogram();
    }

    synchronized List<Second> seconds() {
        return List.copyOf(seconds);
    }

    synchronized double roundTripMillis(double percentile) {
        return millis(roundTrips, percentile);
    }

    /** How old the newest frame of a bot was when it was looked at: snapshots come every few ticks, and through the network. */
    synchronized double ageMillis(double percentile) {
        return millis(ages, percentile);
    }

    private static void record(long nanos, Histogram all, Histogram now) {
        long micros = Math.clamp(nanos / 1000, 1, MICROS_MAX);
        all.recordValue(micros);
        now.recordValue(micros);
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percentile) / MILLI_MICROS;
    }

    private static Histogram histogram() {
        return new Histogram(MICROS_MAX, DIGITS);
    }
}
