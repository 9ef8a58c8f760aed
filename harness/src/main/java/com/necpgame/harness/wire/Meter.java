package com.necpgame.harness.wire;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts answers: their times by operation, refusals by code, replays, and how often something was sent again. */
public final class Meter {
    private static final int DIGITS = 3;

    private final ConcurrentMap<String, ConcurrentHistogram> times = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final LongAdder replays = new LongAdder();
    private final LongAdder resends = new LongAdder();

    void answered(String operation, long nanos, Answer answer) {
        times.computeIfAbsent(operation, o -> new ConcurrentHistogram(DIGITS)).recordValue(Math.max(1, nanos));
        if (answer.status() >= 400) {
            String code = answer.code();
            refusals.computeIfAbsent(
                            answer.status() + " " + (code.isEmpty() ? "(no code)" : code), c -> new LongAdder())
                    .increment();
        }
        if (answer.isReplayed()) {
            replays.increment();
        }
    }

    void resent() {
        resends.increment();
    }

    /** Nanoseconds from the first byte sent to the last received, by operation. */
    public Map<String, Histogram> times() {
        var copy = new TreeMap<String, Histogram>();
        times.forEach((operation, histogram) -> copy.put(operation, histogram.copy()));
        return copy;
    }

    /** How many answers were refusals, by status and code. */
    public Map<String, Long> refusals() {
        var copy = new TreeMap<String, Long>();
        refusals.forEach((code, count) -> copy.put(code, count.sum()));
        return copy;
    }

    public long replays() {
        return replays.sum();
    }

    public long resends() {
        return resends.sum();
    }
}
