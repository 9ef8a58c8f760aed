package com.necpgame.platform.embedded.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** What one contender did in one scenario at one number of threads. */
record Cell(String contender, Scenario scenario, int threads, List<Round> rounds) {
    double median(ToDoubleFunction<Round> figure) {
        return medianOf(rounds.stream().mapToDouble(figure).toArray());
    }

    double min(ToDoubleFunction<Round> figure) {
        return rounds.stream().mapToDouble(figure).min().orElse(0);
    }

    double max(ToDoubleFunction<Round> figure) {
        return rounds.stream().mapToDouble(figure).max().orElse(0);
    }

    double millis(double percentile) {
        var all = new Histogram(3);
        rounds.forEach(round -> all.add(round.times()));
        return (percentile >= 100 ? all.getMaxValue() : all.getValueAtPercentile(percentile)) / 1e6;
    }

    static double medianOf(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
