package com.necpgame.harness.bench;

import com.necpgame.harness.screen.TextTable;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A result for a terminal. */
final class BenchText {
    private static final double BYTES_PER_MIB = 1 << 20;

    private BenchText() {}

    static String of(BenchResult result) {
        var text = new StringBuilder();
        result.machine()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append('\n'));
        text.append(String.format(
                Locale.ROOT,
                "%d rounds of %,d ms per cell, taking turns; closed loop (a connection waits for its answer)%n%n",
                result.options().rounds(),
                result.options().round().toMillis()));
        text.append(cells(result)).append('\n');
        if (!result.starts().isEmpty()) {
            text.append(starts(result)).append('\n');
        }
        result.residentBytes().forEach((system, bytes) -> {
            if (bytes > 0) {
                text.append(system)
                        .append(" after load: RSS ")
                        .append(mebibytes(bytes))
                        .append(" MiB\n");
            }
        });
        if (result.hasErrors()) {
            text.append("NOT TO BE TRUSTED: some requests failed, see the column errors\n");
        }
        return text.toString();
    }

    private static TextTable cells(BenchResult result) {
        var table = new TextTable(
                "cell",
                "req/s",
                "min..max",
                "p50 ms",
                "p95 ms",
                "p99 ms",
                "server us/req",
                "client us/req",
                "settled ms",
                "load",
                "errors");
        for (CellResult cell : result.cells()) {
            Histogram times = cell.times();
            table.row(
                    cell.cell(),
                    whole(cell.median(Round::perSecond)),
                    whole(cell.min(Round::perSecond)) + ".." + whole(cell.max(Round::perSecond)),
                    millis(times.getValueAtPercentile(50)),
                    millis(times.getValueAtPercentile(95)),
                    millis(times.getValueAtPercentile(99)),
                    whole(cell.median(Round::serverMicrosPerAnswer)),
                    whole(cell.median(Round::clientMicrosPerAnswer)),
                    whole(cell.median(round -> round.settled().toMillis())),
                    String.format(Locale.ROOT, "%.1f", cell.median(Round::loadAverage)),
                    cell.errors().isEmpty() ? "0" : cell.errors());
        }
        return table;
    }

    private static TextTable starts(BenchResult result) {
        var table = new TextTable("start to ready", "fresh ms", "again ms", "starts", "idle RSS MiB");
        result.starts()
                .forEach((system, starts) -> table.row(
                        system,
                        Starts.median(starts.fresh(), Duration.ZERO).toMillis(),
                        Starts.median(starts.again(), Duration.ZERO).toMillis(),
                        starts.fresh().size(),
                        mebibytes(Starts.median(starts.idleBytes(), 0L))));
        return table;
    }

    static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    static String millis(long nanos) {
        return String.format(Locale.ROOT, nanos < 1e7 ? "%.2f" : "%.1f", nanos / 1e6);
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,.0f", bytes / BYTES_PER_MIB);
    }
}
