package com.necpgame.harness.coldstart;

import com.necpgame.harness.screen.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;

/** Starts contenders in turns, so that what slows the machine for a while slows all of them, and compares. */
final class ColdStart {
    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Contender> contenders;
    private final Path logs;
    private final PrintWriter screen;
    private final Random random;
    private final Map<String, List<Start>> starts = new LinkedHashMap<>();

    /** @param seed of the order in each round */
    ColdStart(List<Contender> contenders, Path logs, long seed, PrintWriter screen) {
        this.contenders = List.copyOf(contenders);
        this.logs = logs;
        this.screen = screen;
        this.random = new Random(seed);
        contenders.forEach(contender -> starts.put(contender.name(), new ArrayList<>()));
    }

    /** Runs the rounds, after one that does not count, and prints a table. */
    void run(int rounds) throws IOException {
        round();
        starts.values().forEach(List::clear);
        for (int round = 1; round <= rounds; round++) {
            round();
            screen.printf("round %d of %d, load average %.1f%n", round, rounds, load());
            screen.flush();
        }
        screen.print(table());
        screen.flush();
    }

    private void round() throws IOException {
        var order = new ArrayList<>(contenders);
        Collections.shuffle(order, random);
        for (var contender : order) {
            var log = logs.resolve(contender.name().replaceAll("[^A-Za-z0-9]+", "-") + ".log");
            starts(contender.name()).add(Start.of(contender, log));
        }
    }

    private List<Start> starts(String contender) {
        return Objects.requireNonNull(starts.get(contender));
    }

    private String table() {
        var table = new TextTable(
                "median ms",
                "CPU init",
                "CPU first",
                "CPU both",
                "(min)",
                "wall init",
                "wall first",
                "wall both",
                "(min)",
                "CPU / bare");
        for (var contender : contenders) {
            var own = starts(contender.name());
            table.row(
                    contender.name(),
                    median(own, Start::initCpu),
                    median(own, Start::firstCpu),
                    median(own, Start::cpu),
                    least(own, Start::cpu),
                    median(own, Start::initWall),
                    median(own, Start::firstWall),
                    median(own, Start::wall),
                    least(own, Start::wall),
                    ratio(own, starts(contender.beside())));
        }
        return table.toString();
    }

    /** The median of the rounds' ratios: both of a round ran within seconds of each other. */
    private static String ratio(List<Start> own, List<Start> bare) {
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < own.size(); round++) {
            ratios.add(millis(own.get(round).cpu()) / millis(bare.get(round).cpu()));
        }
        return String.format(Locale.ROOT, "%.2f", middle(ratios));
    }

    private static String median(List<Start> starts, Function<Start, Duration> figure) {
        return text(middle(starts.stream().map(figure).map(ColdStart::millis).toList()));
    }

    private static String least(List<Start> starts, Function<Start, Duration> figure) {
        return text(
                starts.stream().map(figure).mapToDouble(ColdStart::millis).min().orElseThrow());
    }

    private static double middle(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static String text(double millis) {
        return String.format(Locale.ROOT, "%.0f", millis);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLI;
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
