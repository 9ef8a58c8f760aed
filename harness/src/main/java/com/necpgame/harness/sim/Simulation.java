package com.necpgame.harness.sim;

import com.necpgame.harness.screen.Progress;
import com.necpgame.harness.server.Target;
import com.necpgame.harness.wire.Client;
import com.necpgame.harness.wire.Meter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Plays a seeded game on a target and audits it. */
public final class Simulation {
    /** After the first failure the model no longer holds; a few more may still help to understand it. */
    static final int FAILURES_MAX = 10;

    private static final int WAITING_PER_THREAD = 32;

    private final SimulationOptions options;
    private final Progress progress;
    private final World world;
    private final Deeds deeds;
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private final AtomicLong played = new AtomicLong();

    private Simulation(SimulationOptions options, Progress progress, World world, Stage stage) {
        this.options = options;
        this.progress = progress;
        this.world = world;
        this.deeds = new Deeds(stage);
    }

    /** Plays without showing progress. See {@link #run(SimulationOptions, Target, Progress)}. */
    public static Report run(SimulationOptions options, Target target) {
        return run(options, target, Progress.SILENT);
    }

    /**
     * Plays all steps, then reads everything back. Stops at the first wrong answer.
     *
     * @return the report, whether the game was right or not
     * @throws IllegalStateException if the target sells nothing or cannot be reached
     */
    public static Report run(SimulationOptions options, Target target, Progress progress) {
        var meter = new Meter();
        try (var client = new Client(target.base(), meter);
                ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
            var operator = new OperatorSession(client, target.operator());
            var world = new World(options, Store.offers(client, operator), Store.catalog(client, operator));
            var stage = new Stage(options, world, client, target, racers);
            var simulation = new Simulation(options, progress, world, stage);
            Duration took = simulation.playAndReconcile();
            return simulation.report(target, meter, took);
        }
    }

    private Duration playAndReconcile() {
        try (ExecutorService threads = Executors.newFixedThreadPool(options.threads())) {
            long start = System.nanoTime();
            play(threads);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (failures.isEmpty()) {
                reconcile(threads);
            }
            return took;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            progress.end();
        }
    }

    private void play(ExecutorService threads) throws InterruptedException {
        progress.begin("playing", options.steps());
        var turns = new Turns(threads, WAITING_PER_THREAD * options.threads(), this::play);
        var workload = new Workload(options);
        while (workload.hasNext() && failures.isEmpty()) {
            turns.submit(workload.next());
        }
        turns.awaitAll();
    }

    private void play(Step step) {
        if (!failures.isEmpty()) {
            return;
        }
        guard(step.toString(), () -> deeds.play(step));
        played.incrementAndGet();
        progress.advance(1);
    }

    private void reconcile(ExecutorService threads) throws InterruptedException {
        List<Person> known = world.people().stream().filter(Person::isKnown).toList();
        progress.begin("auditing", known.size());
        Reconciliation reconciliation = deeds.reconciliation();
        var tasks = known.stream()
                .map(person -> Executors.callable(() -> {
                    guard(null, () -> reconciliation.check(person));
                    progress.advance(1);
                }))
                .toList();
        threads.invokeAll(tasks);
        if (failures.isEmpty()) {
            guard(null, reconciliation::checkTotals);
        }
    }

    private void guard(@Nullable String step, Runnable work) {
        try {
            work.run();
        } catch (Violation e) {
            fail(step, e.request(), e.expected(), e.actual());
        } catch (RuntimeException e) {
            fail(step, "(none)", "the harness itself to work", e.toString());
        }
    }

    private void fail(@Nullable String step, String request, String expected, String actual) {
        if (failures.size() < FAILURES_MAX) {
            failures.add(new Failure(options.seed(), step, request, expected, actual, options.reproduction()));
        }
    }

    private Report report(Target target, Meter meter, Duration took) {
        Map<String, Map<String, Long>> flows = new TreeMap<>();
        world.currencies().forEach(currency -> flows.put(currency, world.flows(currency)));
        return new Report(
                options,
                target.toString(),
                played.get(),
                took,
                meter.times(),
                meter.refusals(),
                meter.replays(),
                meter.resends(),
                flows,
                failures);
    }
}
