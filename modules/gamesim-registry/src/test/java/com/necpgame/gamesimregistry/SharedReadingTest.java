package com.necpgame.gamesimregistry;

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

    private FutureTask<Integer> ask(SharedReading<Integer> readings) {
        var answer = new FutureTask<>(readings::read);
        threads.add(Thread.ofPlatform().start(answer));
        return answer;
    }

    /** The first reading is under way, and two more callers wait for it to end. */
    private List<FutureTask<Integer>> three(SharedReading<Integer> readings) {
        var one = ask(readings);
        await().until(() -> begun.get() == 1);
        var two = ask(readings);
        var three = ask(readings);
        await().until(() -> threads.stream().skip(1).allMatch(thread -> thread.getState() == Thread.State.WAITING));
        first.countDown();
        return List.of(one, two, three);
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
    void whoAskedWhileOneWasUnderWayShareTheNext() throws Exception {
        var answers = three(new SharedReading<>(this::number));

        assertThat(answers.get(0).get()).isEqualTo(1);
        assertThat(answers.get(1).get()).isEqualTo(2);
        assertThat(answers.get(2).get()).isEqualTo(2);
    }

    @Test
    void oneThatFailsIsNobodysButItsCallers() throws Exception {
        var answers = three(new SharedReading<>(() -> {
            var number = number();
            if (number < 3) {
                throw new IllegalStateException("the store is away, reading " + number);
            }
            return number;
        }));

        var failed = answers.stream().filter(SharedReadingTest::isFailed).toList();
        assertThat(failed).hasSize(2).contains(answers.getFirst());
        assertThatThrownBy(answers.getFirst()::get).hasMessageContaining("reading 1");
        assertThat(answers.stream()
                        .filter(answer -> !failed.contains(answer))
                        .findFirst()
                        .orElseThrow()
                        .get())
                .isEqualTo(3);
    }

    private static boolean isFailed(FutureTask<Integer> answer) {
        await().until(answer::isDone);
        return answer.state() == Future.State.FAILED;
    }
}
