package com.necpgame.gamesimregistry.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedReadingTest {
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch first = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private FutureTask<Void> ask(SharedReading<Integer> readings) {
        var answer = new FutureTask<Void>(readings::renew, null);
        threads.add(Thread.ofPlatform().start(answer));
        return answer;
    }

    /** The first reading is under way, and two more callers wait for it to end; then all do. */
    private List<FutureTask<Void>> three(SharedReading<Integer> readings) {
        var one = ask(readings);
        await().until(() -> begun.get() == 1);
        var two = ask(readings);
        var three = ask(readings);
        await().until(() -> threads.stream().skip(1).allMatch(thread -> thread.getState() == Thread.State.WAITING));
        assertThat(readings.last()).isZero();
        first.countDown();
        var answers = List.of(one, two, three);
        await().until(() -> answers.stream().allMatch(Future::isDone));
        return answers;
    }

    private int number() {
        var number = begun.incrementAndGet();
        try {
            assertThat(number > 1 || first.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return number;
    }

    @Test
    void whoAskedWhileOneWasUnderWayShareTheNext() {
        var readings = new SharedReading<>(0, this::number);
        var answers = three(readings);

        assertThat(answers).allMatch(answer -> answer.state() == Future.State.SUCCESS);
        assertThat(begun).hasValue(2);
        assertThat(readings.last()).isEqualTo(2);
    }

    @Test
    void oneThatFailsIsNobodysButItsCallers() {
        var readings = new SharedReading<>(0, () -> {
            var number = number();
            if (number < 3) {
                throw new IllegalStateException("the store is away, reading " + number);
            }
            return number;
        });
        var answers = three(readings);

        assertThatThrownBy(answers.getFirst()::get).hasMessageContaining("reading 1");
        assertThat(answers)
                .filteredOn(answer -> answer.state() == Future.State.FAILED)
                .hasSize(2);
        assertThat(readings.last()).isEqualTo(3);
    }
}
