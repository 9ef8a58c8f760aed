package com.necpgame.harness.voice;

import com.necpgame.harness.screen.TextTable;
import com.necpgame.harness.server.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What it costs a server to tell many listeners what one says, and how long it takes: beside a {@link BareServer}, in the
 * same minutes, taking turns round by round.
 */
public final class VoiceBench {
    private static final int BLASTED = 50;

    private final Options options;
    private final PrintWriter screen;

    /**
     * What to measure.
     *
     * @param sizes each measured after the other
     * @param door how the measured server is entered: {@code relay} or {@code voice}
     * @param doorOptions of the load generator, for that door
     * @param warmUp of each server at each size, not counted
     */
    public record Options(
            List<Crowd.Sizes> sizes,
            String door,
            List<String> doorOptions,
            int rounds,
            Duration round,
            Duration warmUp) {
        public Options {
            sizes = List.copyOf(sizes);
            doorOptions = List.copyOf(doorOptions);
            if (rounds < 1) {
                throw new IllegalArgumentException("there must be a round");
            }
        }
    }

    public VoiceBench(Options options, PrintWriter screen) {
        this.options = options;
        this.screen = screen;
    }

    /**
     * Measures, and prints a table per size.
     *
     * @param server where it listens, and its process
     * @throws IOException if a client does not get in
     */
    public void run(URI server, ServerProcess process) throws IOException {
        try (var bare = new Child(List.of("voice-bare"))) {
            var bareBase = URI.create("http://127.0.0.1:" + bare.answer());
            for (var sizes : options.sizes()) {
                try (var app = new LoadChild(server, options.door(), sizes, process, options.doorOptions());
                        var floor = new LoadChild(bareBase, "relay", sizes, bare.process(), List.of())) {
                    show(sizes, takeTurns(app, floor));
                }
            }
            showCeiling(bareBase, bare.process());
        }
    }

    private record Turns(List<VoiceRound> app, List<VoiceRound> bare) {}

    private Turns takeTurns(LoadChild app, LoadChild bare) throws IOException {
        var rounds = new Turns(new ArrayList<>(), new ArrayList<>());
        app.talk(options.warmUp());
        bare.talk(options.warmUp());
        for (int i = 0; i < options.rounds(); i++) {
            rounds.app().add(app.talk(options.round()));
            rounds.bare().add(bare.talk(options.round()));
        }
        return rounds;
    }

    private void show(Crowd.Sizes sizes, Turns rounds) {
        screen.printf(
                Locale.ROOT,
                "%n%s, %d B at %d/s: %d deliveries/s offered; %d rounds of %d ms; load average %.1f%n",
                sizes,
                VoiceFrame.BYTES,
                VoiceFrame.PER_SECOND,
                sizes.deliveriesPerSecond(),
                options.rounds(),
                options.round().toMillis(),
                loadAverage());
        var table = new TextTable(
                "server",
                "delivered/s",
                "share",
                "CPU s/M median",
                "min",
                "max",
                "p50 ms",
                "p99 ms median",
                "min",
                "max",
                "client CPU s/M",
                "client cores",
                "put out");
        row(table, "app", rounds.app());
        row(table, "bare netty", rounds.bare());
        screen.print(table);
        screen.printf(
                Locale.ROOT,
                "CPU, app / bare: %.2f of the medians, %.2f of the minima%n",
                median(rounds.app(), VoiceRound::cpuSecondsPerMillion)
                        / median(rounds.bare(), VoiceRound::cpuSecondsPerMillion),
                min(rounds.app(), VoiceRound::cpuSecondsPerMillion)
                        / min(rounds.bare(), VoiceRound::cpuSecondsPerMillion));
        screen.flush();
    }

    private static void row(TextTable table, String system, List<VoiceRound> all) {
        table.row(
                system,
                text("%.0f", median(all, VoiceRound::perSecond)),
                text("%.4f", median(all, VoiceRound::share)),
                text("%.2f", median(all, VoiceRound::cpuSecondsPerMillion)),
                text("%.2f", min(all, VoiceRound::cpuSecondsPerMillion)),
                text("%.2f", -min(all, r -> -r.cpuSecondsPerMillion())),
                text("%.2f", median(all, VoiceRound::p50Millis)),
                text("%.2f", median(all, VoiceRound::p99Millis)),
                text("%.2f", min(all, VoiceRound::p99Millis)),
                text("%.1f", -min(all, r -> -r.maxMillis())),
                text("%.2f", median(all, VoiceRound::clientCpuSecondsPerMillion)),
                text("%.2f", median(all, VoiceRound::clientCores)),
                all.getLast().lost());
    }

    /** The generator beside a server that never makes it wait. */
    private void showCeiling(URI bare, ServerProcess process) throws IOException {
        try (var load = new LoadChild(bare, "blast", new Crowd.Sizes(1, 0, BLASTED), process, List.of())) {
            var round = load.talk(options.round());
            screen.printf(
                    Locale.ROOT,
                    "%nThe load generator hears %.0f frames/s of %d listeners where a server sends as fast as it can: "
                            + "%.2f CPU s/M, %.2f cores, while that server used %.2f%n",
                    round.perSecond(),
                    BLASTED,
                    round.clientCpuSecondsPerMillion(),
                    round.clientCores(),
                    round.cores());
            screen.flush();
        }
    }

    static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static double median(List<VoiceRound> rounds, ToDoubleFunction<VoiceRound> what) {
        var sorted = rounds.stream().mapToDouble(what).sorted().toArray();
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double min(List<VoiceRound> rounds, ToDoubleFunction<VoiceRound> what) {
        return rounds.stream().mapToDouble(what).min().orElseThrow();
    }
}
