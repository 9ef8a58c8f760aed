package com.necpgame.harness.bench;

import com.necpgame.harness.page.Page;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A result as one HTML page that needs nothing else. */
final class BenchPage {
    private final BenchResult result;
    private final Page page = new Page("NECPGAME benchmark");

    private BenchPage(BenchResult result) {
        this.result = result;
    }

    static String of(BenchResult result) {
        return new BenchPage(result).write();
    }

    private String write() {
        introduction();
        result.options().scenarios().forEach(this::scenario);
        starts();
        return page.toString();
    }

    private void introduction() {
        page.paragraph(String.format(
                Locale.ROOT,
                "%s. %d rounds of %,d ms per cell; cells take turns in a drawn order. Closed loop: a connection sends"
                        + " when it has its answer. Client and server share the machine.",
                result.at().truncatedTo(ChronoUnit.SECONDS),
                result.options().rounds(),
                result.options().round().toMillis()));
        if (result.hasErrors()) {
            page.warning("Some requests failed: these figures are not to be trusted.");
        }
        page.lines(result.machine().entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList());
    }

    private void scenario(Scenario scenario) {
        List<CellResult> cells = result.cells().stream()
                .filter(cell -> cell.cell().scenario() == scenario)
                .toList();
        var plots = new Plots(cells);
        page.heading(scenario.toString());
        page.paragraph(what(scenario));
        page.legend(plots.systems());
        page.plots(List.of(plots.throughput(), plots.times(), plots.rounds()));
        page.table(
                List.of(
                        "cell",
                        "req/s",
                        "min..max",
                        "p50 ms",
                        "p95 ms",
                        "p99 ms",
                        "max ms",
                        "server µs/req",
                        "client µs/req",
                        "settled ms",
                        "load",
                        "errors"),
                cells.stream().map(BenchPage::row).toList());
    }

    private static String what(Scenario scenario) {
        return switch (scenario) {
            case WALLET_READ -> "GET /v1/wallet: one small read.";
            case TRANSFER -> "POST /v1/transfers: one unit to another player, drawn for each request.";
            case PURCHASE ->
                "POST /v1/purchases: one of the cheapest offer. The items follow by event: the server's"
                        + " processor time includes their delivery, and “settled” is how long the last one took after the"
                        + " round.";
        };
    }

    private static List<String> row(CellResult cell) {
        Histogram times = cell.times();
        return List.of(
                cell.cell().system() + " x" + cell.cell().connections(),
                BenchText.whole(cell.median(Round::perSecond)),
                BenchText.whole(cell.min(Round::perSecond)) + ".." + BenchText.whole(cell.max(Round::perSecond)),
                BenchText.millis(times.getValueAtPercentile(50)),
                BenchText.millis(times.getValueAtPercentile(95)),
                BenchText.millis(times.getValueAtPercentile(99)),
                BenchText.millis(times.getMaxValue()),
                BenchText.whole(cell.median(Round::serverMicrosPerAnswer)),
                BenchText.whole(cell.median(Round::clientMicrosPerAnswer)),
                BenchText.whole(cell.median(round -> round.settled().toMillis())),
                String.format(Locale.ROOT, "%.1f", cell.median(Round::loadAverage)),
                cell.errors().isEmpty() ? "0" : cell.errors().toString());
    }

    private void starts() {
        if (result.starts().isEmpty()) {
            return;
        }
        page.heading("start");
        page.paragraph("From the start of the process to its first readiness; medians.");
        page.table(
                List.of("system", "fresh ms", "again ms", "starts", "idle RSS MiB", "RSS after load MiB"),
                result.starts().entrySet().stream()
                        .map(entry -> List.of(
                                entry.getKey(),
                                Long.toString(Starts.median(entry.getValue().fresh(), Duration.ZERO)
                                        .toMillis()),
                                Long.toString(Starts.median(entry.getValue().again(), Duration.ZERO)
                                        .toMillis()),
                                Integer.toString(entry.getValue().fresh().size()),
                                BenchText.mebibytes(
                                        Starts.median(entry.getValue().idleBytes(), 0L)),
                                BenchText.mebibytes(result.residentBytes().getOrDefault(entry.getKey(), 0L))))
                        .toList());
    }
}
