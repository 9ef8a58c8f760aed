package com.necpgame.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConcurrentlyTest {
    private static final List<Integer> NUMBERS = IntStream.range(0, 500).boxed().toList();

    @Test
    void keepsTheOrderOfTheTasks() {
        assertThat(Concurrently.on(7, NUMBERS, number -> number * 2).values())
                .isEqualTo(NUMBERS.stream().map(number -> number * 2).toList());
    }

    /** Each task waits for the others: this ends only if all threads really are at work together. */
    @Test
    void allThreadsAreAtWorkAtOnce() {
        var meeting = new CyclicBarrier(16);
        assertThat(Concurrently.on(16, Collections.nCopies(16, meeting::await)).values())
                .hasSize(16);
    }

    @Test
    void keepsFailuresInTheirPlaces() {
        var outcomes = Concurrently.on(4, List.of(1, 2, 3), ConcurrentlyTest::refuseTwo);

        assertThat(outcomes.all()).hasSize(3);
        assertThat(outcomes.all().get(1)).isInstanceOf(Outcomes.Failure.class);
        assertThat(outcomes.values(IOException.class)).containsExactly(1, 3);
        assertThat(outcomes.failures(IOException.class))
                .singleElement()
                .satisfies(e -> assertThat(e).hasMessage("two"));
    }

    @Test
    void anUnexpectedFailureIsNotSwallowed() {
        var outcomes = Concurrently.on(4, List.of(1, 2, 3), ConcurrentlyTest::refuseTwo);

        assertThatThrownBy(outcomes::values)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 of 3 tasks failed")
                .hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> outcomes.failures(IllegalStateException.class)).isInstanceOf(AssertionError.class);
    }

    @Test
    void anErrorIsAnOutcomeToo() {
        Callable<String> broken = () -> {
            throw new StackOverflowError("deep");
        };
        assertThat(Concurrently.on(1, List.of(broken)).thrown()).singleElement().isInstanceOf(StackOverflowError.class);
    }

    @Test
    void saysWhereItHangs() {
        var never = new CountDownLatch(1);
        Callable<Boolean> hangs = () -> {
            never.await();
            return true;
        };
        assertThatThrownBy(() -> Concurrently.on(2, Duration.ofMillis(200), List.of(() -> true, hangs)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 of 2 tasks had not ended")
                .satisfies(e -> assertThat(e.getSuppressed()[0].getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("await")));
    }

    private static int refuseTwo(int number) throws IOException {
        if (number == 2) {
            throw new IOException("two");
        }
        return number;
    }
}
