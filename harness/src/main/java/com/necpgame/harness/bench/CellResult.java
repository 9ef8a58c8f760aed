package com.necpgame.harness.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** All rounds of a cell. */
public record CellResult(Cell cell, List<Round> rounds) {
    public CellResult {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("a result has rounds");
        }
    }

    public double median(ToDoubleFunction<Round> value) {
        double[] sorted = sorted(value);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public double min(ToDoubleFunction<Round> value) {
        return sorted(value)[0];
    }

    public double max(ToDoubleFunction<Round> value) {
        double[] sorted = sorted(value);
        return sorted[sorted.length - 1];
    }

    private double[] sorted(ToDoubleFunction<Round> value) {
        return rounds.stream().mapToDouble(value).sorted().toArray();
    }

    /** The times of all rounds together, in nanoseconds. */
    public Histogram times() {
        Histogram all = rounds.getFirst().times().copy();
        rounds.stream().skip(1).map(Round::times).forEach(all::add);
        return all;
    }

    public Map<String, Long> errors() {
        var all = new TreeMap<String, Long>();
        rounds.forEach(round -> round.errors().forEach((error, count) -> all.merge(error, count, Long::sum)));
        return all;
    }
}
