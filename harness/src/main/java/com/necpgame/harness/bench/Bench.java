package com.necpgame.harness.bench;

import com.necpgame.harness.screen.Progress;
import com.necpgame.harness.server.JvmTarget;
import com.necpgame.harness.server.Launch;
import com.necpgame.harness.server.ServerProcess;
import com.necpgame.harness.server.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/** Measures servers side by side. */
public final class Bench {
    /** More than connections at a time, so that few transfers meet in one wallet. */
    private static final int PLAYERS_PER_CONNECTION = 4;

    private static final int PLAYERS_MIN = 64;

    private final BenchOptions options;
    private final Progress progress;
    private final Map<String, Contender> contenders = new LinkedHashMap<>();
    private final Map<Cell, List<Round>> rounds = new LinkedHashMap<>();
    private final SplittableRandom random;
    private final String run;
    private final Instant at;
    private int loads;

    private Bench(BenchOptions options, Progress progress, Clock clock) {
        this.options = options;
        this.progress = progress;
        at = clock.instant();
        run = Long.toString(at.toEpochMilli(), Character.MAX_RADIX);
        random = new SplittableRandom(options.seed());
    }

    /**
     * Measures.
     *
     * @param targets by the name of the system, running
     * @param launches how a system is started, by its name, for measuring that; a system may be missing
     * @throws IllegalStateException if a server does not do what a game server does
     */
    public static BenchResult run(
            BenchOptions options,
            Map<String, Target> targets,
            Map<String, Launch> launches,
            Progress progress,
            Clock clock) {
        var bench = new Bench(options, progress, clock);
        try {
            Map<String, Starts> starts = bench.measureStarts(launches);
            bench.prepare(targets);
            bench.warmUp();
            bench.measure();
            return bench.result(starts);
        } finally {
            progress.end();
        }
    }

    private Map<String, Starts> measureStarts(Map<String, Launch> launches) {
        Map<String, Starts> starts = new LinkedHashMap<>();
        if (options.starts() > 0 && !launches.isEmpty()) {
            progress.begin("starts", (long) launches.size() * options.starts());
            launches.forEach((system, launch) -> starts.put(system, measureStarts(launch)));
        }
        return starts;
    }

    private Starts measureStarts(Launch launch) {
        var fresh = new ArrayList<Duration>();
        var again = new ArrayList<Duration>();
        var idle = new ArrayList<Long>();
        for (int i = 0; i < options.starts(); i++) {
            try (JvmTarget server = JvmTarget.start(launch)) {
                fresh.add(server.startToReady());
                idle.add(residentBytes(server));
                server.restart();
                again.add(server.startToReady());
            }
            progress.advance(1);
        }
        return new Starts(fresh, again, idle);
    }

    private void prepare(Map<String, Target> targets) {
        progress.begin("players", targets.size());
        int most = Collections.max(options.connections());
        int size = Math.max(PLAYERS_MIN, most * PLAYERS_PER_CONNECTION);
        targets.forEach((system, target) -> {
            contenders.put(system, new Contender(system, target, Pool.of(target, size, run)));
            progress.advance(1);
        });
        for (Scenario scenario : options.scenarios()) {
            for (int connections : options.connections()) {
                contenders.keySet().forEach(s -> rounds.put(new Cell(s, scenario, connections), new ArrayList<>()));
            }
        }
    }

    private void warmUp() {
        if (options.warmUp().isZero()) {
            return;
        }
        progress.begin("warm-up", rounds.size());
        for (Cell cell : rounds.keySet()) {
            load(cell).run(options.warmUp());
            progress.advance(1);
        }
    }

    private void measure() {
        progress.begin("rounds", (long) rounds.size() * options.rounds());
        var order = new ArrayList<>(rounds.keySet());
        var shuffle = new Random(options.seed());
        for (int round = 0; round < options.rounds(); round++) {
            Collections.shuffle(order, shuffle);
            for (Cell cell : order) {
                rounds.computeIfAbsent(cell, c -> new ArrayList<>())
                        .add(load(cell).run(options.round()));
                progress.advance(1);
            }
        }
    }

    private Load load(Cell cell) {
        Contender contender = contenders.get(cell.system());
        if (contender == null) {
            throw new IllegalStateException("nobody plays for " + cell);
        }
        return new Load(contender, cell, "b-" + run + "-" + loads++, random.split());
    }

    private BenchResult result(Map<String, Starts> starts) {
        var resident = new LinkedHashMap<String, Long>();
        contenders.forEach((system, contender) -> resident.put(system, residentBytes(contender.target())));
        List<CellResult> cells = rounds.entrySet().stream()
                .map(entry -> new CellResult(entry.getKey(), entry.getValue()))
                .toList();
        return new BenchResult(options, at, Machine.describe(), starts, resident, cells);
    }

    private static long residentBytes(Target target) {
        return target.process().map(ServerProcess::residentBytes).orElse(0L);
    }
}
