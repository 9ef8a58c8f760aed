package com.necpgame.gamesimregistry.session;

import com.necpgame.gamesimregistry.fleet.TestServers;
import com.necpgame.gamesimregistry.fleet.Wish;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.embedded.EmbeddedDynamo;
import com.necpgame.platform.embedded.EmbeddedOptions;
import com.necpgame.platform.embedded.storage.StorageOptions;
import com.necpgame.platform.testkit.server.Running;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/**
 * How many sessions one process allocates in a second, durably, and how long each takes: without HTTP, on the embedded store
 * that waits for the disk, on virtual threads, as requests are. {@code -Dseconds=10 -Dwarmup=30 -Dthreads=8,12,16 -Dservers=400 -Dcapacity=1200
 * -Ddurable=true -Dends=false}. With {@code ends} each session is ended again by its thread, untimed.
 */
final class AllocationBench {
    private static final List<Integer> THREADS = Arrays.stream(
                    System.getProperty("threads", "8,12,16").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final int SECONDS = Integer.getInteger("seconds", 10);
    private static final int SERVERS = Integer.getInteger("servers", 400);
    private static final int CAPACITY = Integer.getInteger("capacity", 1200);
    private static final boolean IS_DURABLE = !"false".equals(System.getProperty("durable"));
    private static final boolean ENDS = Boolean.getBoolean("ends");

    private AllocationBench() {}

    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory("allocation-bench");
        var storage = new StorageOptions(
                folder,
                IS_DURABLE ? StorageOptions.Durability.FSYNCED : StorageOptions.Durability.RELAXED,
                64L << 20,
                32L << 20,
                1L << 20);
        try (var store = EmbeddedDynamo.open(new EmbeddedOptions(storage, Duration.ZERO, false), Clock.systemUTC());
                var server = Running.over(store, Map.of())) {
            var servers = new TestServers(server.bean(Dynamo.class));
            for (int i = 0; i < SERVERS; i++) {
                servers.ready("sim-%05d".formatted(i), CAPACITY, server.clock().instant());
            }
            run(server, THREADS.getLast(), Integer.getInteger("warmup", 30), "warm-up");
            for (var many : THREADS) {
                run(server, many, SECONDS, "measured");
            }
        } finally {
            delete(folder);
        }
    }

    private static void run(Running server, int many, int seconds, String name) throws InterruptedException {
        var allocations = server.bean(Allocations.class);
        var reports = server.bean(Reports.class);
        var end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        var number = new AtomicLong();
        var failed = new LongAdder();
        var times = new ArrayList<List<Long>>();
        var threads = new ArrayList<Thread>();
        var cpuBefore = cpu();
        for (int i = 0; i < many; i++) {
            var mine = new ArrayList<Long>();
            times.add(mine);
            threads.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < end) {
                    one(allocations, reports, name + many + "-" + number.incrementAndGet(), mine, failed);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        print(name, many, seconds, times, failed.sum(), cpu() - cpuBefore);
    }

    private static void one(Allocations allocations, Reports reports, String id, List<Long> times, LongAdder failed) {
        var terms = new Terms(id, null, 4, Map.of(), "", false, null);
        var making = new Making("bench", id, Wish.any(id), terms, List.of(Registry.player(id)), Duration.ZERO);
        var start = System.nanoTime();
        try {
            var session = allocations.allocate(making).session();
            times.add(System.nanoTime() - start);
            if (ENDS) {
                reports.close(
                        session.gameSimId(),
                        new Reports.Sender(
                                session.host().simId(), session.host().epoch()),
                        new Reports.Closing("over", List.of(), null, "x"));
            }
        } catch (RuntimeException e) {
            failed.increment();
        }
    }

    private static void print(String name, int many, int seconds, List<List<Long>> times, long failed, long cpuNanos) {
        var sorted = times.stream()
                .flatMapToLong(each ->
                        LongStream.of(each.stream().mapToLong(Long::longValue).toArray()))
                .toArray();
        Arrays.sort(sorted);
        System.out.printf(
                "%s: %d threads, %d s, durable %s: %d allocated, %d failed, %.0f/s; p50 %.2f ms, p99 %.2f ms, max %.2f ms;"
                        + " CPU %.2f cores, load %.2f%n",
                name,
                many,
                seconds,
                IS_DURABLE,
                sorted.length,
                failed,
                (double) sorted.length / seconds,
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 1),
                cpuNanos / 1e9 / seconds,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static double at(long[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, part * sorted.length)] / 1e6;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
