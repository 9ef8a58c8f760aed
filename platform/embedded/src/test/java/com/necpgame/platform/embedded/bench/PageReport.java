package com.necpgame.platform.embedded.bench;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** A result as one HTML page that needs nothing else, in the looks of the app's benchmark. */
final class PageReport {
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: light-dark(#1c2430, #e4e8ee); --faint: light-dark(#667085, #98a2b3);
              --rule: light-dark(#dde2ea, #343d4a); --paper: light-dark(#fff, #12161c);
              --s0: light-dark(#2f6fdb, #6ea2ff); --s1: light-dark(#d9822b, #f2a65a); --s2: light-dark(#2c9c6a, #59c794);
              --s3: light-dark(#8a4fbf, #bd8cf0); --s4: light-dark(#b5487a, #f08bb8); }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 1180px; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin: 0 0 .2rem } h2 { font-size: 1.15rem; margin: 2.2rem 0 .4rem }
            p { color: var(--faint); margin: .2rem 0 .8rem; max-width: 75ch }
            .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(340px, 1fr)); gap: 1rem }
            figure { margin: 0 } svg { width: 100%; height: auto; overflow: visible }
            .scroll { overflow-x: auto }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .6rem 0 }
            th, td { padding: .25rem .55rem; font-size: 14px; text-align: right; border-bottom: 1px solid var(--rule);
              white-space: nowrap }
            th { color: var(--faint); font-weight: 600 } th:first-child, td:first-child { text-align: left }
            .grid { stroke: var(--rule) } .tick { font-size: 15px; fill: var(--faint) } .name { font-size: 15px; fill: var(--ink) }
            .value { font-size: 12px; fill: var(--ink) } .whisker { stroke: var(--ink); stroke-width: 1.5 }
            .s0 { fill: var(--s0); background: var(--s0) } .s1 { fill: var(--s1); background: var(--s1) }
            .s2 { fill: var(--s2); background: var(--s2) } .s3 { fill: var(--s3); background: var(--s3) }
            .s4 { fill: var(--s4); background: var(--s4) }
            .key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin: 0 .4em 0 1em }
            .bad { color: light-dark(#b42318, #ff8a80); font-weight: 600 }
            """;

    private final Result result;
    private final StringBuilder html = new StringBuilder();

    private PageReport(Result result) {
        this.result = result;
    }

    static String of(Result result) {
        return new PageReport(result).write();
    }

    private String write() {
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.append("<title>Engines side by side</title><style>\n")
                .append(STYLE)
                .append("</style></head><body>\n");
        html.append("<h1>Engines side by side</h1>\n");
        introduction();
        goals();
        for (var scenario : result.options().scenarios()) {
            scenario(scenario);
        }
        return html.append("</body></html>\n").toString();
    }

    private void introduction() {
        paragraph(String.format(
                Locale.ROOT,
                "%s. %d rounds of %,d ms per cell; cells and stores take turns in a drawn order. Closed loop: a thread"
                        + " calls when it has its answer. Client and store share the machine. Raw fsync beside: %,.0f/s"
                        + " (%,.0f to %,.0f).",
                result.at().truncatedTo(ChronoUnit.SECONDS),
                result.options().rounds(),
                result.options().round().toMillis(),
                result.fsyncs().median(Round::perSecond),
                result.fsyncs().min(Round::perSecond),
                result.fsyncs().max(Round::perSecond)));
        result.machine().forEach((name, value) -> paragraph(name + ": " + value));
        result.skipped()
                .forEach((name, reason) -> html.append("<p class=\"bad\">")
                        .append(Plot.escape("Skipped: " + name + ". " + reason))
                        .append("</p>\n"));
    }

    private void goals() {
        html.append("<h2>Transactions of the engine, as a ratio</h2>\n");
        table(
                List.of("to", "ratio", "goal"),
                Goal.of(result).stream()
                        .map(goal -> List.of(goal.name(), goal.words(), goal.verdict()))
                        .toList());
    }

    private void scenario(Scenario scenario) {
        var cells = result.cells().stream()
                .filter(cell -> cell.scenario() == scenario)
                .toList();
        if (cells.isEmpty()) {
            return;
        }
        var plot = new Plot(cells);
        html.append("<h2>").append(scenario.unit()).append("</h2>\n<p>").append(Plot.escape(scenario.words()));
        plot.contenders()
                .forEach(contender -> html.append("<br><span class=\"key ")
                        .append(plot.style(contender))
                        .append("\"></span>")
                        .append(Plot.escape(contender)));
        html.append("</p>\n<div class=\"plots\"><figure>").append(plot.throughput(scenario.unit() + " per second"));
        html.append("</figure><figure>").append(plot.rounds(scenario.unit() + " per second, round by round"));
        html.append("</figure></div>\n");
        table(
                List.of("store", "threads", "per second", "min..max", "p50 ms", "p99 ms", "max ms", "cpu µs", "load"),
                cells.stream().map(PageReport::row).toList());
    }

    private static List<String> row(Cell cell) {
        return List.of(
                cell.contender(),
                Integer.toString(cell.threads()),
                TextReport.whole(cell.median(Round::perSecond)),
                TextReport.whole(cell.min(Round::perSecond)) + ".." + TextReport.whole(cell.max(Round::perSecond)),
                String.format(Locale.ROOT, "%.3f", cell.millis(50)),
                String.format(Locale.ROOT, "%.3f", cell.millis(99)),
                String.format(Locale.ROOT, "%.1f", cell.millis(100)),
                TextReport.whole(cell.median(Round::cpuMicrosPerCall)),
                String.format(Locale.ROOT, "%.1f", cell.median(Round::loadAverage)));
    }

    private void paragraph(String words) {
        html.append("<p>").append(Plot.escape(words)).append("</p>\n");
    }

    private void table(List<String> heads, List<List<String>> rows) {
        html.append("<div class=\"scroll\"><table><thead><tr>");
        heads.forEach(head -> html.append("<th>").append(Plot.escape(head)).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (var row : rows) {
            html.append("<tr>");
            row.forEach(cell -> html.append("<td>").append(Plot.escape(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
    }
}
