package com.necpgame.gamesimregistry.session;

import com.necpgame.platform.embedded.EmbeddedDynamo;
import com.necpgame.platform.embedded.EmbeddedOptions;
import com.necpgame.platform.embedded.storage.StorageOptions;
import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.Seed;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * How many users one instance of the registry carries, whose source counts on 100: over HTTP, on the embedded store that
 * waits for the disk, at the source's rates. Ten sessions of four players per server; a server beats and each of its sessions
 * is told of every 30 s; a game lasts ten minutes, so that many sessions are made, joined three times and closed. {@code -Dusers=20000
 * -Dseconds=30 -Dgame=600}. The clients are threads of this process, and their processor time is counted with it.
 */
final class UsersBench {
    private static final int USERS = Integer.getInteger("users", 20_000);
    private static final int SECONDS = Integer.getInteger("seconds", 30);
    private static final int GAME_SECONDS = Integer.getInteger("game", 600);
    private static final int BEAT_SECONDS = 30;
    private static final int PLAYERS = 4;
    private static final int SESSIONS = 10;

    private final Registry registry;
    private final int servers = Math.max(1, USERS / (PLAYERS * SESSIONS));
    private final ConcurrentLinkedQueue<String> running = new ConcurrentLinkedQueue<>();
    private final Map<String, List<Long>> times = new TreeMap<>();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong numbers = new AtomicLong();

    private UsersBench(Registry registry) {
        this.registry = registry;
    }

    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory("users-bench");
        var storage = new StorageOptions(folder, StorageOptions.Durability.FSYNCED, 64L << 20, 32L << 20, 1L << 20);
        Seed.ofRun();
        try (var store = EmbeddedDynamo.open(new EmbeddedOptions(storage, Duration.ZERO, false), Clock.systemUTC());
                var registry = Registry.over(store, Map.of("necpgame.server.rate-limit.enabled", false))) {
            new UsersBench(registry).run();
        }
    }

    private void run() throws InterruptedException {
        // A tenth more than needed, as at any moment some sessions begin before others have ended.
        for (int i = 0; i < servers + servers / 10 + 1; i++) {
            registry.ready(simId(i), SESSIONS);
        }
        for (int i = 0; i < USERS / PLAYERS; i++) {
            running.add(registry.allocate("first-" + i, Duration.ZERO).gameSimId());
        }
        measure("warm-up", SECONDS / 3);
        measure("measured", SECONDS);
    }

    private static String simId(int number) {
        return "sim-%05d".formatted(number);
    }

    /** Each operation at its own constant rate, whether or not the one before has been answered. */
    private void measure(String name, int seconds) throws InterruptedException {
        times.clear();
        failed.set(0);
        var games = (double) USERS / PLAYERS / GAME_SECONDS;
        var cpuBefore = cpu();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var clocks = Executors.newCachedThreadPool()) {
            clocks.execute(() -> pace("create", games, seconds, threads, this::create));
            clocks.execute(() -> pace("join", games * (PLAYERS - 1), seconds, threads, this::join));
            clocks.execute(() -> pace("close", games, seconds, threads, this::close));
            clocks.execute(() -> pace("beat", (double) servers / BEAT_SECONDS, seconds, threads, this::beat));
            clocks.execute(
                    () -> pace("update", (double) USERS / PLAYERS / BEAT_SECONDS, seconds, threads, this::update));
        }
        var cores = (cpu() - cpuBefore) / 1e9 / seconds;
        System.out.printf(
                "%s: %,d users, %d servers, %d s: %.2f cores with the clients', so %,.0f users per core; %d failed; load %.2f%n",
                name,
                USERS,
                servers,
                seconds,
                cores,
                USERS / cores,
                failed.get(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        times.forEach((what, all) -> {
            var sorted = all.stream().mapToLong(Long::longValue).toArray();
            Arrays.sort(sorted);
            System.out.printf(
                    "  %-7s %6d, %7.1f/s, p50 %6.2f ms, p99 %6.2f ms%n",
                    what, sorted.length, (double) sorted.length / seconds, at(sorted, 0.5), at(sorted, 0.99));
        });
    }

    private void pace(String name, double perSecond, int seconds, ExecutorService threads, Supplier<ApiAnswer> call) {
        var mine = new ArrayList<Long>();
        synchronized (times) {
            times.put(name, mine);
        }
        var begin = System.nanoTime();
        var count = (long) (perSecond * seconds);
        for (long i = 0; i < count; i++) {
            var due = begin + (long) (i * 1e9 / perSecond);
            for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            threads.execute(() -> {
                if (call.get().status() < 300) {
                    synchronized (mine) {
                        mine.add(System.nanoTime() - due);
                    }
                } else {
                    failed.incrementAndGet();
                }
            });
        }
    }

    private ApiAnswer create() {
        var answer = registry.create("u" + numbers.incrementAndGet(), new Object[0]);
        running.add(answer.string("/gameSimId"));
        return answer;
    }

    private ApiAnswer join() {
        return registry.join("u" + numbers.incrementAndGet(), taken());
    }

    private ApiAnswer update() {
        var session = registry.session(taken());
        return registry.update(session.gameSimId(), session.host().simId(), session.seq() + 1, List.of());
    }

    private ApiAnswer close() {
        var id = running.remove();
        return registry.report(id, registry.session(id).host().simId(), 1, "over");
    }

    /** Another each time: round and round. */
    private String taken() {
        var id = running.remove();
        running.add(id);
        return id;
    }

    private ApiAnswer beat() {
        var simId = simId((int) (numbers.incrementAndGet() % servers));
        return registry.server
                .asGameServer()
                .post("/v1/gamesims/" + simId + "/heartbeats", Map.of("epoch", 1, "ready", true, "playable", true));
    }

    private static double at(long[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, part * sorted.length)] / 1e6;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
