package com.necpgame.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TurnsTest {
    /** Whatever the number of threads: no two steps of one player overlap, and each player sees its steps in order. */
    @Property(tries = 40)
    void eachPlayersStepsRunInOrderAndAlone(
            @ForAll @IntRange(min = 1, max = 8) int threads,
            @ForAll @IntRange(min = 2, max = 12) int players,
            @ForAll @IntRange(min = 1, max = 64) int waitingMax,
            @ForAll long seed)
            throws InterruptedException {
        var options = new SimulationOptions(seed, 600, players, threads, "t", Duration.ofSeconds(1));
        var busy = new ArrayList<AtomicInteger>();
        var ran = new ArrayList<List<Long>>();
        for (int i = 0; i < players; i++) {
            busy.add(new AtomicInteger());
            ran.add(Collections.synchronizedList(new ArrayList<>()));
        }
        var overlaps = new AtomicInteger();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            var turns = new Turns(executor, waitingMax, step -> {
                step.players().forEach(p -> overlaps.addAndGet(busy.get(p).getAndIncrement()));
                step.players().forEach(p -> ran.get(p).add(step.number()));
                step.players().forEach(p -> busy.get(p).decrementAndGet());
            });
            new Workload(options).forEachRemaining(step -> submit(turns, step));
            turns.awaitAll();
        }
        assertThat(overlaps).hasValue(0);
        ran.forEach(numbers -> assertThat(numbers).isSorted());
        assertThat(ran.stream().flatMap(List::stream).distinct()).hasSize(600);
    }

    private static void submit(Turns turns, Step step) {
        try {
            turns.submit(step);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void stepsOfDifferentPlayersRunAtTheSameTime() throws InterruptedException {
        var together = new CountDownLatch(2);
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            var met = new AtomicInteger();
            var turns = new Turns(executor, 8, step -> {
                together.countDown();
                met.addAndGet(await(together) ? 1 : 0);
            });
            turns.submit(new Step(0, Deed.READ_WALLET, 0, 1, 0));
            turns.submit(new Step(1, Deed.READ_WALLET, 1, 0, 0));
            turns.awaitAll();

            assertThat(met).hasValue(2);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
