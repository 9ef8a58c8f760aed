package com.necpgame.harness.bench;

import java.time.Duration;
import java.util.List;

/**
 * How long a server takes from the start of its process until it is ready.
 *
 * @param fresh with an empty data folder
 * @param again on the data of the start before
 * @param idleBytes resident memory once ready
 */
public record Starts(List<Duration> fresh, List<Duration> again, List<Long> idleBytes) {
    public Starts {
        fresh = List.copyOf(fresh);
        again = List.copyOf(again);
        idleBytes = List.copyOf(idleBytes);
    }

    /** The middle one, the later of two; zero of none. */
    public static <T extends Comparable<T>> T median(List<T> values, T none) {
        return values.isEmpty() ? none : values.stream().sorted().toList().get(values.size() / 2);
    }
}
