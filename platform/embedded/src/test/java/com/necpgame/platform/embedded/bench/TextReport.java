package com.necpgame.platform.embedded.bench;

import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A result as a table of text. */
final class TextReport {
    private static final String ROW = "%-28s %7s %10s %21s %9s %9s %9s %9s %6s%n";

    private final Result result;
    private final StringBuilder text = new StringBuilder();

    private TextReport(Result result) {
        this.result = result;
    }

    static String of(Result result) {
        return new TextReport(result).write();
    }

    private String write() {
        line("Engines side by side, %s", result.at().truncatedTo(ChronoUnit.SECONDS));
        line(
                "%d rounds of %,d ms per cell after %d warm-ups, taking turns; %,d players; seed %d; client in the same process",
                result.options().rounds(),
                result.options().round().toMillis(),
                result.options().warmups(),
                result.options().players(),
                result.options().seed());
        result.machine().forEach((name, value) -> line("%s: %s", name, value));
        result.skipped().forEach((name, reason) -> line("SKIPPED %s: %s", name, reason));
        var fsyncs = result.fsyncs();
        line(
                "raw fsync (1 KiB appended, fdatasync): %,.0f/s [%,.0f..%,.0f], p50 %.3f ms, p99 %.3f ms",
                fsyncs.median(Round::perSecond),
                fsyncs.min(Round::perSecond),
                fsyncs.max(Round::perSecond),
                fsyncs.millis(50),
                fsyncs.millis(99));
        for (var scenario : result.options().scenarios()) {
            scenario(scenario);
        }
        line("");
        line("Transactions of the engine, as a ratio to:");
        Goal.of(result).forEach(goal -> line("  %-40s %8s  %s", goal.name(), goal.words(), goal.verdict()));
        return text.toString();
    }

    private void scenario(Scenario scenario) {
        line("");
        text.append(String.format(
                Locale.ROOT,
                ROW,
                scenario,
                "threads",
                "per second",
                "min..max",
                "p50 ms",
                "p99 ms",
                "max ms",
                "cpu us",
                "load"));
        result.cells().stream().filter(cell -> cell.scenario() == scenario).forEach(this::row);
    }

    private void row(Cell cell) {
        text.append(String.format(
                Locale.ROOT,
                ROW,
                cell.contender(),
                cell.threads(),
                whole(cell.median(Round::perSecond)),
                whole(cell.min(Round::perSecond)) + ".." + whole(cell.max(Round::perSecond)),
                String.format(Locale.ROOT, "%.3f", cell.millis(50)),
                String.format(Locale.ROOT, "%.3f", cell.millis(99)),
                String.format(Locale.ROOT, "%.1f", cell.millis(100)),
                whole(cell.median(Round::cpuMicrosPerCall)),
                String.format(Locale.ROOT, "%.1f", cell.median(Round::loadAverage))));
    }

    static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    @SuppressWarnings("AnnotateFormatMethod") // Only this class calls it.
    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
