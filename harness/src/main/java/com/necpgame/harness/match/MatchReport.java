package com.necpgame.harness.match;

import com.necpgame.harness.match.Samples.Second;
import com.necpgame.harness.page.LinePlot;
import com.necpgame.harness.page.Page;
import com.necpgame.harness.screen.TextTable;
import com.necpgame.harness.wire.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** How a match went: for a terminal, and as a page with plots. */
public final class MatchReport {
    private static final int SHOWN_VIOLATIONS_MAX = 30;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final List<String> HEADS = List.of("request", "answers", "p50 ms", "p95 ms", "p99 ms", "max ms");

    private final MatchOptions options;
    private final Duration took;
    private final Ledger ledger;
    private final Samples samples;
    private final Meter meter;
    private final Kills kills;
    private final Audit.Verdict verdict;
    private final Path folder;

    MatchReport(
            MatchOptions options,
            Duration took,
            Ledger ledger,
            Samples samples,
            Meter meter,
            Kills kills,
            Audit.Verdict verdict,
            Path folder) {
        this.options = options;
        this.took = took;
        this.ledger = ledger;
        this.samples = samples;
        this.meter = meter;
        this.kills = kills;
        this.verdict = verdict;
        this.folder = folder;
    }

    /** Whether the audit found nothing. */
    public boolean passed() {
        return verdict.violations().isEmpty();
    }

    /** Where the game servers' logs are. */
    public Path folder() {
        return folder;
    }

    /**
     * Writes {@code index.html}.
     *
     * @return the page
     * @throws IOException if the folder cannot be written
     */
    public Path write(Path to) throws IOException {
        Files.createDirectories(to);
        return Files.writeString(to.resolve("index.html"), page());
    }

    @Override
    public String toString() {
        var table = new TextTable(HEADS.toArray(String[]::new));
        rows().forEach(row -> table.row(row.toArray()));
        var text = new StringBuilder();
        facts().forEach(fact -> text.append(fact).append('\n'));
        text.append('\n').append(table).append('\n');
        text.append(passed() ? "PASSED\n" : "FAILED\n");
        shown().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private List<String> facts() {
        return List.of(played(), network(), sessions(), bots(), times(), kills());
    }

    private String played() {
        return String.format(
                Locale.ROOT,
                "%d bots in sessions of %d on %d servers of %d sessions, %d rounds of %d s, in %.1f s (seed %d)",
                options.bots(),
                options.playersMax(),
                options.servers(),
                options.sessionsMax(),
                options.rounds(),
                options.game().toSeconds(),
                took.toNanos() / 1e9,
                options.seed());
    }

    private String network() {
        return String.format(
                Locale.ROOT,
                "network, each way: loss %.1f %%, duplicates %.1f %%, reordered %.1f %%, delay %.0f ms",
                100 * options.network().loss(),
                100 * options.network().duplicate(),
                100 * options.network().reorder(),
                options.network().delayNanos() / NANOS_PER_MILLI);
    }

    private String sessions() {
        return String.format(
                Locale.ROOT,
                "sessions: %d %s; %d logs played again, %,d checksums compared",
                verdict.states().values().stream().mapToInt(Integer::intValue).sum(),
                verdict.states(),
                verdict.replayed(),
                verdict.checksums());
    }

    private String bots() {
        return String.format(
                Locale.ROOT,
                "bots: %,d frames in sync with the server, %,d reliable messages in order, %d returns by token, %d"
                        + " of %d heard the end; %d requests found no slot in time",
                ledger.framesInSync(),
                ledger.reliableMessages(),
                ledger.reconnects(),
                ledger.sessions().stream().mapToInt(s -> s.results().size()).sum(),
                ledger.sessions().stream().mapToInt(s -> s.played().size()).sum(),
                ledger.refusals());
    }

    private String times() {
        return String.format(
                Locale.ROOT,
                "round trip p50 %.1f ms, p95 %.1f ms, p99 %.1f ms; age of the newest snapshot p50 %.1f ms, p95 %.1f"
                        + " ms, p99 %.1f ms",
                samples.roundTripMillis(50),
                samples.roundTripMillis(95),
                samples.roundTripMillis(99),
                samples.ageMillis(50),
                samples.ageMillis(95),
                samples.ageMillis(99));
    }

    private String kills() {
        return String.format(
                Locale.ROOT,
                "killed: %d game servers, all of each LOST and free after %s (allowed %d s); the registry %d"
                        + " times, back after %s",
                ledger.killed().size(),
                seconds(kills.detections()),
                options.detection().toSeconds(),
                kills.outages().size(),
                seconds(kills.outages()));
    }

    private static String seconds(List<Duration> durations) {
        return durations.stream()
                .map(duration -> String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0))
                .toList()
                .toString();
    }

    private List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        meter.times().forEach((operation, times) -> rows.add(row(operation, times)));
        for (Map.Entry<String, Long> refusal : meter.refusals().entrySet()) {
            rows.add(List.of(
                    "refused " + refusal.getKey(),
                    String.format(Locale.ROOT, "%,d", refusal.getValue()),
                    "",
                    "",
                    "",
                    ""));
        }
        return rows;
    }

    private static List<String> row(String operation, Histogram times) {
        return List.of(
                operation,
                String.format(Locale.ROOT, "%,d", times.getTotalCount()),
                millis(times.getValueAtPercentile(50)),
                millis(times.getValueAtPercentile(95)),
                millis(times.getValueAtPercentile(99)),
                millis(times.getMaxValue()));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / NANOS_PER_MILLI);
    }

    private List<String> shown() {
        var lines = new ArrayList<String>();
        List<Violation> all = verdict.violations();
        all.stream().limit(SHOWN_VIOLATIONS_MAX).forEach(violation -> lines.add(violation.toString()));
        if (all.size() > SHOWN_VIOLATIONS_MAX) {
            lines.add("and " + (all.size() - SHOWN_VIOLATIONS_MAX) + " more");
        }
        if (!all.isEmpty()) {
            lines.add("to repeat: the same command with --seed " + options.seed());
        }
        return lines;
    }

    private String page() {
        var page = new Page("NECPGAME match");
        page.lines(facts());
        if (passed()) {
            page.paragraph("The audit found nothing.");
        } else {
            shown().forEach(page::warning);
        }
        page.plots(List.of(
                plot("round trip of bots, p95 ms", Second::roundTripMillis),
                plot("age of the newest snapshot, p95 ms", Second::ageMillis),
                plot("sessions that hold a slot", second -> Math.max(0, second.sessions())),
                plot("bots connected", Second::bots),
                plot("the registry did not answer (1)", second -> second.sessions() < 0 ? 1 : 0)));
        page.heading("The registry over HTTP");
        page.table(HEADS, rows());
        return page.toString();
    }

    private String plot(String name, ToDoubleFunction<Second> value) {
        List<Second> seconds = samples.seconds();
        return new LinePlot(name, "seconds", Math.max(1, seconds.size()))
                .line(seconds.stream().map(value::applyAsDouble).toList())
                .svg();
    }
}
