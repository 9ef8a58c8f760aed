package com.necpgame.platform.embedded.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** Calls a contender from some threads for some time, as fast as it answers. */
final class Load {
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Contender contender;
    private final int players;
    private final AtomicLong ledgerIds;
    private final SplittableRandom random;

    /** @param ledgerIds gives each ledger row of this store another id */
    Load(Contender contender, int players, AtomicLong ledgerIds, SplittableRandom random) {
        this.contender = contender;
        this.players = players;
        this.ledgerIds = ledgerIds;
        this.random = random;
    }

    /** @param sessions one for each thread */
    Round round(Scenario scenario, List<Contender.Session> sessions, Duration time) throws InterruptedException {
        int threads = sessions.size();
        var ready = new CountDownLatch(threads);
        var go = new CountDownLatch(1);
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Histogram>> results = new ArrayList<>();
            for (var session : sessions) {
                var own = random.split();
                results.add(pool.submit(() -> {
                    ready.countDown();
                    go.await();
                    return calls(session, scenario, time, own);
                }));
            }
            ready.await();
            var cpu = cpu();
            long start = System.nanoTime();
            go.countDown();
            var times = new Histogram(3);
            for (var result : results) {
                times.add(result.get());
            }
            return new Round(
                    times,
                    Duration.ofNanos(System.nanoTime() - start),
                    cpu().minus(cpu),
                    MACHINE.getSystemLoadAverage());
        } catch (ExecutionException e) {
            throw new IllegalStateException(contender.name() + ", " + scenario, e.getCause());
        }
    }

    private Histogram calls(Contender.Session session, Scenario scenario, Duration time, SplittableRandom own) {
        var times = new Histogram(3);
        long now = System.nanoTime();
        long end = now + time.toNanos();
        while (now < end) {
            call(session, scenario, own);
            long then = System.nanoTime();
            times.recordValue(then - now);
            now = then;
        }
        return times;
    }

    private void call(Contender.Session session, Scenario scenario, SplittableRandom own) {
        int player = own.nextInt(players);
        switch (scenario) {
            case TRANSACTION -> session.buy(player, own.nextInt(Contender.INVENTORY), ledgerIds.incrementAndGet());
            case GET -> session.get(player);
            case QUERY -> session.query(player);
        }
    }

    private Duration cpu() {
        return Duration.ofNanos(MACHINE.getProcessCpuTime()).plus(contender.foreignCpu());
    }
}
