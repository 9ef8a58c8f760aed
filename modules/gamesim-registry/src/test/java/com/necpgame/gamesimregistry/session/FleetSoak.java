package com.necpgame.gamesimregistry.session;

import static com.necpgame.gamesimregistry.RegistryProblem.NO_CAPACITY;
import static com.necpgame.gamesimregistry.session.Registry.making;
import static com.necpgame.gamesimregistry.session.Registry.player;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.platform.data.StoreContended;
import com.necpgame.platform.data.StoreUnavailable;
import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.testkit.Fault;
import com.necpgame.platform.testkit.Rates;
import com.necpgame.platform.testkit.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Many threads create, join and end sessions while the store fails and servers die and come back; then what is in the table is
 * held against what was answered.
 *
 * <p>How a refusal is judged: the log has, at each moment, the slots of all living servers less those that may be taken: by
 * a create that has begun and was not refused, until what ends its session has been answered. If that did not fall
 * below zero during the whole of a request's wait, itself counted in, a slot was free for it all the time, and the refusal is false.
 */
final class FleetSoak {
    private static final int THREADS = 8;
    private static final int CAPACITY = 10;
    /** Counted, not drawn: a small run must not be without a death. */
    private static final int STEPS_PER_DEATH = 1000;

    private final Registry registry;
    private final long operations;
    private final int servers;
    private final Seed seed;
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong names = new AtomicLong();
    private final AtomicInteger simNumbers = new AtomicInteger();
    private final ConcurrentLinkedQueue<Session> open = new ConcurrentLinkedQueue<>();
    private final List<String> living = new ArrayList<>();
    private final Slack slack = new Slack();
    final LongAdder created = new LongAdder();
    final LongAdder joined = new LongAdder();
    final LongAdder ended = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder falselyRefused = new LongAdder();
    final LongAdder deaths = new LongAdder();

    FleetSoak(Registry registry, long operations, int servers, Seed seed) {
        this.registry = registry;
        this.operations = operations;
        this.servers = servers;
        this.seed = seed;
    }

    void run() throws InterruptedException {
        for (int i = 0; i < servers; i++) {
            start();
        }
        registry.faults.loud(new Rates(
                Map.of(Fault.REPLY_LOST, 0.005, Fault.SENT_TWICE, 0.02, Fault.CONFLICT, 0.01, Fault.THROTTLE, 0.002)));
        var threads = new ArrayList<Thread>();
        var failures = new ConcurrentLinkedQueue<Throwable>();
        for (int i = 0; i < THREADS; i++) {
            var random = seed.random("soak-" + i);
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    for (long n = started.getAndIncrement(); n < operations; n = started.getAndIncrement()) {
                        step(n, random);
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        registry.faults.quiet();
        assertThat(failures).isEmpty();
    }

    private void step(long n, RandomGenerator random) {
        var draw = random.nextInt(1000);
        if (n % STEPS_PER_DEATH == STEPS_PER_DEATH - 1) {
            die(random);
        } else if (draw < (isFilling() ? 500 : 200)) {
            create();
        } else if (draw < (isFilling() ? 800 : 500)) {
            join();
        } else {
            end();
        }
    }

    /** In turns the fleet fills up and empties. */
    private boolean isFilling() {
        return started.get() / (servers * CAPACITY * 4L) % 2 == 0;
    }

    private void create() {
        var id = "soak-" + names.incrementAndGet();
        var begin = slack.change(-1);
        try {
            var session = patiently(() -> registry.bean(Allocations.class)
                    .allocate(making(id, Duration.ZERO, player(id)))
                    .session());
            created.increment();
            open.add(session);
        } catch (Refusal e) {
            assertThat(e.problem()).isEqualTo(NO_CAPACITY);
            if (slack.least(begin) >= 0) {
                falselyRefused.increment();
            }
            slack.change(1);
            refused.increment();
        }
    }

    private void join() {
        var session = open.poll();
        if (session == null) {
            return;
        }
        try {
            var one = player("j-" + names.incrementAndGet());
            patiently(() -> registry.bean(Joins.class).byId(session.gameSimId(), one, SeatRole.PLAYER, null));
            joined.increment();
        } catch (Refusal e) {
            // Full, or over with its server.
        }
        open.add(session);
    }

    private void end() {
        var session = open.poll();
        if (session == null) {
            return;
        }
        try {
            patiently(() -> registry.close(session, "over"));
            ended.increment();
        } catch (Refusal e) {
            lost.increment();
        }
        slack.change(1);
    }

    private void die(RandomGenerator random) {
        String simId;
        synchronized (living) {
            simId = living.remove(random.nextInt(living.size()));
        }
        slack.change(-CAPACITY);
        until(
                () -> registry.servers.server(simId).state() == GamesimState.LOST,
                () -> registry.servers.end(simId, GamesimState.LOST));
        patiently(() -> {
            registry.lose(simId, 1);
            return simId;
        });
        deaths.increment();
        start();
    }

    private void start() {
        var simId = "sim-%05d".formatted(simNumbers.incrementAndGet());
        until(
                () -> registry.servers.server(simId).state() == GamesimState.READY,
                () -> registry.ready(simId, CAPACITY));
        slack.change(CAPACITY);
        synchronized (living) {
            living.add(simId);
        }
    }

    /** What is not under test is done until it is done. */
    private static void until(Supplier<Boolean> isDone, Runnable work) {
        for (int tries = 0; tries < 1000; tries++) {
            try {
                work.run();
                return;
            } catch (RuntimeException e) {
                if (patiently(() -> isDoneNow(isDone))) {
                    return;
                }
            }
        }
        throw new AssertionError("never done");
    }

    private static boolean isDoneNow(Supplier<Boolean> isDone) {
        try {
            return isDone.get();
        } catch (NullPointerException e) {
            return false;
        }
    }

    /** Asks again where that may help, as every client does. */
    static <T> T patiently(Supplier<T> request) {
        for (int tries = 0; tries < 1000; tries++) {
            try {
                return request.get();
            } catch (StoreUnavailable | StoreContended e) {
                // Again.
            } catch (Refusal e) {
                if (e.problem() != PlatformProblem.CONTENDED && e.problem() != PlatformProblem.UNAVAILABLE) {
                    throw e;
                }
            }
        }
        throw new AssertionError("no answer in a thousand");
    }

    /** Nothing is over-allocated, nothing was freed twice, nothing is lost. */
    void check() {
        var held = new HashMap<String, Integer>();
        for (var session : open) {
            if (!registry.session(session.gameSimId()).isOver()) {
                held.merge(session.host().simId(), 1, Integer::sum);
            }
        }
        for (var server : registry.servers.servers()) {
            var simId = server.simId();
            assertThat(server.used()).as(simId).isBetween(0, CAPACITY);
            assertThat(server.used()).as("sessions of " + simId).isEqualTo(held.getOrDefault(simId, 0));
            assertThat(registry.hosted(simId)).as("rows of " + simId).isEqualTo(server.used());
        }
        assertThat(falselyRefused.sum()).isZero();
    }

    @Override
    public String toString() {
        return "%d operations, %s: %d created, %d joined, %d ended, %d lost, %d refused (%d falsely), %d deaths; faults %s"
                .formatted(
                        operations,
                        seed,
                        created.sum(),
                        joined.sum(),
                        ended.sum(),
                        lost.sum(),
                        refused.sum(),
                        falselyRefused.sum(),
                        deaths.sum(),
                        registry.faults.injected());
    }

    /** Free slots for sure, at every moment. */
    private static final class Slack {
        private int[] log = new int[1024];
        private int size;
        private int now;

        /** The place of the change in the log. */
        synchronized int change(int by) {
            now += by;
            if (size == log.length) {
                log = Arrays.copyOf(log, size * 2);
            }
            log[size] = now;
            return size++;
        }

        synchronized int least(int from) {
            return Arrays.stream(log, from, size).min().orElse(now);
        }
    }
}
