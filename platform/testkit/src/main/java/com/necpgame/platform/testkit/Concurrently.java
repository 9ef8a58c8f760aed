package com.necpgame.platform.testkit;

import com.necpgame.platform.testkit.Outcomes.Failure;
import com.necpgame.platform.testkit.Outcomes.Outcome;
import com.necpgame.platform.testkit.Outcomes.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * Does work from many threads at once. The threads are platform threads, which the machine interrupts at any
 * point, and none starts before all are there.
 */
public final class Concurrently {
    /** How long all tasks together may take where the test does not say. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private Concurrently() {}

    /** What is done with one input. */
    @FunctionalInterface
    public interface Task<S, T> {
        T run(S input) throws Exception;
    }

    /** Runs the tasks with {@link #LIMIT}; see {@link #on(int, Duration, Collection)}. */
    public static <T> Outcomes<T> on(int threads, Collection<? extends Callable<? extends T>> tasks) {
        return on(threads, LIMIT, tasks);
    }

    /** Runs one task for each input with {@link #LIMIT}; see {@link #on(int, Duration, Collection)}. */
    public static <S, T> Outcomes<T> on(
            int threads, Collection<? extends S> inputs, Task<? super S, ? extends T> task) {
        return on(threads, LIMIT, inputs, task);
    }

    /** Runs one task for each input; see {@link #on(int, Duration, Collection)}. */
    public static <S, T> Outcomes<T> on(
            int threads, Duration limit, Collection<? extends S> inputs, Task<? super S, ? extends T> task) {
        List<Callable<T>> tasks = new ArrayList<>();
        inputs.forEach(input -> tasks.add(() -> task.run(input)));
        return on(threads, limit, tasks);
    }

    /**
     * Runs the tasks: each thread takes the next one until none is left.
     *
     * @param limit how long all tasks together may take
     * @return how each task ended, in the order of the tasks; errors are outcomes as well
     * @throws AssertionError if the limit has passed; it carries the stack of each thread that was still at work,
     *     and these threads are interrupted
     */
    public static <T> Outcomes<T> on(int threads, Duration limit, Collection<? extends Callable<? extends T>> tasks) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed, not " + threads);
        }
        return new Run<T>(threads, List.copyOf(tasks)).within(limit);
    }

    private static final class Run<T> {
        private final List<? extends Callable<? extends T>> tasks;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReferenceArray<Outcome<T>> outcomes;
        private final CountDownLatch atTheBarrier;
        private final CountDownLatch working;
        private final List<Thread> threads;

        Run(int size, List<? extends Callable<? extends T>> tasks) {
            this.tasks = tasks;
            this.outcomes = new AtomicReferenceArray<>(tasks.size());
            this.atTheBarrier = new CountDownLatch(size);
            this.working = new CountDownLatch(size);
            this.threads = IntStream.range(0, size)
                    .mapToObj(i -> Thread.ofPlatform()
                            .daemon()
                            .name("concurrently-" + i)
                            .unstarted(this::work))
                    .toList();
        }

        Outcomes<T> within(Duration limit) {
            threads.forEach(Thread::start);
            try {
                if (!working.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw late(limit);
                }
            } catch (InterruptedException e) {
                threads.forEach(Thread::interrupt);
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while tasks were running", e);
            }
            return new Outcomes<>(IntStream.range(0, tasks.size())
                    .mapToObj(i -> Objects.requireNonNull(outcomes.get(i)))
                    .toList());
        }

        private void work() {
            try {
                atTheBarrier.countDown();
                atTheBarrier.await();
                for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
                    outcomes.set(i, outcome(tasks.get(i)));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                working.countDown();
            }
        }

        private Outcome<T> outcome(Callable<? extends T> task) {
            try {
                return new Value<>(task.call());
            } catch (Throwable thrown) {
                return new Failure<>(thrown);
            }
        }

        private AssertionError late(Duration limit) {
            long open = IntStream.range(0, tasks.size())
                    .filter(i -> outcomes.get(i) == null)
                    .count();
            var error = new AssertionError(open + " of " + tasks.size() + " tasks had not ended after " + limit);
            threads.stream().filter(Thread::isAlive).forEach(thread -> error.addSuppressed(whereIs(thread)));
            threads.forEach(Thread::interrupt);
            // Whatever is left in the list must not start after the test has failed.
            next.set(tasks.size());
            return error;
        }

        private static Throwable whereIs(Thread thread) {
            var where = new Throwable(thread.getName() + " was at work here");
            where.setStackTrace(thread.getStackTrace());
            return where;
        }
    }
}
