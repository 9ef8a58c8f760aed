package com.necpgame.harness.bench;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A result as one HTML page that needs nothing else. */
final class BenchPage {
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: light-dark(#1c2430, #e4e8ee); --faint: light-dark(#667085, #98a2b3);
              --rule: light-dark(#dde2ea, #343d4a); --paper: light-dark(#fff, #12161c);
              --s0: light-dark(#2f6fdb, #6ea2ff); --s1: light-dark(#d9822b, #f2a65a); --s2: light-dark(#2c9c6a, #59c794); }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 1180px; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin: 0 0 .2rem } h2 { font-size: 1.15rem; margin: 2.2rem 0 .4rem }
            p { color: var(--faint); margin: .2rem 0 .8rem; max-width: 75ch }
            .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(340px, 1fr)); gap: 1rem }
            svg { width: 100%; height: auto; overflow: visible }
            .scroll { overflow-x: auto }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .6rem 0 }
            th, td { padding: .25rem .55rem; font-size: 14px; text-align: right; border-bottom: 1px solid var(--rule); white-space: nowrap }
            th { color: var(--faint); font-weight: 600 } th:first-child, td:first-child { text-align: left }
            .grid { stroke: var(--rule) } .tick { font-size: 15px; fill: var(--faint) } .name { font-size: 15px; fill: var(--ink) }
            .value { font-size: 14px; fill: var(--ink) }
            .whisker { stroke: var(--ink); stroke-width: 1.5 }
            rect.s0, circle.s0 { fill: var(--s0) } rect.s1, circle.s1 { fill: var(--s1) } rect.s2, circle.s2 { fill: var(--s2) }
            .stem { stroke-width: 2; opacity: .45 } .stem.s0 { stroke: var(--s0) } .stem.s1 { stroke: var(--s1) }
            .stem.s2 { stroke: var(--s2) }
            .key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin: 0 .4em 0 1em }
            .key.s0 { background: var(--s0) } .key.s1 { background: var(--s1) } .key.s2 { background: var(--s2) }
            .bad { color: light-dark(#b42318, #ff8a80); font-weight: 600 }
            """;

    private final BenchResult result;
    private final StringBuilder html = new StringBuilder();

    private BenchPage(BenchResult result) {
        this.result = result;
    }

    static String of(BenchResult result) {
        return new BenchPage(result).write();
    }

    private String write() {
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.append("<title>NECPGAME benchmark</title><style>\n").append(STYLE).append("</style></head><body>\n");
        html.append("<h1>NECPGAME benchmark</h1>\n");
        introduction();
        result.options().scenarios().forEach(this::scenario);
        starts();
        return html.append("</body></html>\n").toString();
    }

    private void introduction() {
        paragraph(String.format(
                Locale.ROOT,
                "%s. %d rounds of %,d ms per cell; cells take turns in a drawn order. Closed loop: a connection sends"
                        + " when it has its answer. Client and server share the machine.",
                result.at().truncatedTo(ChronoUnit.SECONDS),
                result.options().rounds(),
                result.options().round().toMillis()));
        if (result.hasErrors()) {
            html.append("<p class=\"bad\">Some requests failed: these figures are not to be trusted.</p>\n");
        }
        html.append("<p>");
        result.machine()
                .forEach((name, value) ->
                        html.append(Svg.escape(name + ": " + value)).append("<br>"));
        html.append("</p>\n");
    }

    private void scenario(Scenario scenario) {
        List<CellResult> cells = result.cells().stream()
                .filter(cell -> cell.cell().scenario() == scenario)
                .toList();
        var plots = new Plots(cells);
        html.append("<h2>").append(scenario).append("</h2>\n<p>");
        html.append(what(scenario)).append(String.join("", plots.legend())).append("</p>\n<div class=\"plots\">");
        for (String plot : List.of(plots.throughput(), plots.times(), plots.rounds())) {
            html.append("<figure style=\"margin:0\">").append(plot).append("</figure>");
        }
        html.append("</div>\n");
        table(
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
        html.append("<h2>start</h2>\n");
        paragraph("From the start of the process to its first readiness; medians.");
        table(
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

    private void paragraph(String words) {
        html.append("<p>").append(Svg.escape(words)).append("</p>\n");
    }

    private void table(List<String> heads, List<List<String>> rows) {
        html.append("<div class=\"scroll\"><table><thead><tr>");
        heads.forEach(head -> html.append("<th>").append(Svg.escape(head)).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            row.forEach(cell -> html.append("<td>").append(Svg.escape(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
    }
}
