package com.necpgame.harness.warm;

import com.necpgame.harness.screen.TextTable;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What was measured.
 *
 * @param times nanoseconds by operation
 * @param wrong answers that were no success, and requests without an answer
 * @param storeCpu of the process of identity and store while it was measured
 * @param allCpu of everything: harness, functions and store
 * @param loadAverage of the machine in the last minute
 */
public record WarmReport(
        WarmOptions options,
        Map<String, Histogram> times,
        Map<String, Long> wrong,
        Duration storeCpu,
        Duration allCpu,
        double loadAverage,
        int processors) {
    /** What a game operation may take at the 95th percentile. */
    public static final Duration OPERATION_P95 = Duration.ofMillis(100);
    /** What a query of the store may take at the 95th percentile. */
    public static final Duration STORE_QUERY_P95 = Duration.ofMillis(20);

    private static final double NANOS_PER_MILLI = 1e6;

    public boolean passed() {
        return wrong.isEmpty() && isBelow(Warm.all(), OPERATION_P95) && isBelow(Warm.storeQuery(), STORE_QUERY_P95);
    }

    private boolean isBelow(String what, Duration limit) {
        Histogram histogram = times.get(what);
        return histogram != null && histogram.getValueAtPercentile(95) < limit.toNanos();
    }

    @Override
    public String toString() {
        var table = new TextTable("milliseconds", "count", "p50", "p95", "p99", "max");
        times.forEach((what, histogram) -> table.row(
                what,
                Long.toString(histogram.getTotalCount()),
                millis(histogram.getValueAtPercentile(50)),
                millis(histogram.getValueAtPercentile(95)),
                millis(histogram.getValueAtPercentile(99)),
                millis(histogram.getMaxValue())));
        return "%d requests/s for %d s after %d s%n%n%s%n%nnot answered well: %s%n"
                        .formatted(
                                options.perSecond(),
                                options.measured().toSeconds(),
                                options.warmUp().toSeconds(),
                                table,
                                wrong)
                + String.format(
                        Locale.ROOT,
                        "CPU: %.1f s of the store, %.1f s of all, %d processors; load average %.1f%n%s",
                        storeCpu.toMillis() / 1e3,
                        allCpu.toMillis() / 1e3,
                        processors,
                        loadAverage,
                        passed() ? "PASSED" : "FAILED");
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / NANOS_PER_MILLI);
    }
}
