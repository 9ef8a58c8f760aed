package com.necpgame.harness.sim;

import com.necpgame.harness.screen.TextTable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How a simulation went.
 *
 * @param target what was played with
 * @param steps how many were played
 * @param took from the first step to the end of the last, without the reading back
 * @param times of the answers, in nanoseconds, by operation
 * @param refusals by status and code
 * @param replays answers that were stored ones
 * @param resends requests that were sent again because they were refused for a moment or lost
 * @param flows per currency: what came into the world and left it
 * @param failures empty if all was right
 */
public record Report(
        SimulationOptions options,
        String target,
        long steps,
        Duration took,
        Map<String, Histogram> times,
        Map<String, Long> refusals,
        long replays,
        long resends,
        Map<String, Map<String, Long>> flows,
        List<Failure> failures) {
    public Report {
        failures = List.copyOf(failures);
    }

    public boolean passed() {
        return failures.isEmpty();
    }

    public double stepsPerSecond() {
        return took.isZero() ? 0 : steps / (took.toNanos() / 1e9);
    }

    /** Throws if anything was wrong, with all that is known. For tests. */
    public Report orThrow() {
        if (!passed()) {
            throw new AssertionError("the simulation failed\n" + failures.getFirst() + this);
        }
        return this;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%,d steps of %,d players on %d threads in %.1f s: %,.0f steps/s (seed %d, target %s)%n%n",
                steps,
                options.players(),
                options.threads(),
                took.toNanos() / 1e9,
                stepsPerSecond(),
                options.seed(),
                target));
        text.append(operations()).append('\n');
        if (!refusals.isEmpty()) {
            text.append(counts("refused with", refusals)).append('\n');
        }
        flows.forEach((currency, amounts) ->
                text.append(currency).append(": ").append(amounts).append('\n'));
        text.append("stored answers given again: ").append(replays);
        text.append("; requests sent again: ").append(resends).append('\n');
        text.append(passed() ? "PASSED" : "FAILED").append('\n');
        failures.forEach(failure -> text.append('\n').append(failure));
        return text.toString();
    }

    private TextTable operations() {
        var table = new TextTable("request", "answers", "p50 ms", "p95 ms", "p99 ms", "max ms");
        times.forEach((operation, times) -> table.row(
                operation,
                String.format(Locale.ROOT, "%,d", times.getTotalCount()),
                millis(times.getValueAtPercentile(50)),
                millis(times.getValueAtPercentile(95)),
                millis(times.getValueAtPercentile(99)),
                millis(times.getMaxValue())));
        return table;
    }

    private static TextTable counts(String head, Map<String, Long> counts) {
        var table = new TextTable(head, "answers");
        counts.forEach((name, count) -> table.row(name, String.format(Locale.ROOT, "%,d", count)));
        return table;
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
    }
}
