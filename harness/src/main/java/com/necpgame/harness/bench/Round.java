package com.necpgame.harness.bench;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * One round of one cell.
 *
 * @param took from the first request to the last answer
 * @param times of the answers that were as they should be, in nanoseconds
 * @param errors other answers by status and code, and {@code lost} for none
 * @param serverCpu processor time of the server, until all that the round caused was done; zero if unknown
 * @param clientCpu processor time of this process during the round
 * @param settled how long after the last answer the last delivery came; zero if nothing is delivered
 * @param loadAverage of the machine when the round began, over the minute before; negative if unknown
 */
public record Round(
        Duration took,
        Histogram times,
        Map<String, Long> errors,
        Duration serverCpu,
        Duration clientCpu,
        Duration settled,
        double loadAverage) {
    public Round {
        errors = Map.copyOf(new TreeMap<>(errors));
    }

    public long answers() {
        return times.getTotalCount();
    }

    public double perSecond() {
        return answers() / (took.toNanos() / 1e9);
    }

    /** Microseconds of the server's processors per good answer. */
    public double serverMicrosPerAnswer() {
        return answers() == 0 ? 0 : serverCpu.toNanos() / 1e3 / answers();
    }

    public double clientMicrosPerAnswer() {
        return answers() == 0 ? 0 : clientCpu.toNanos() / 1e3 / answers();
    }
}
