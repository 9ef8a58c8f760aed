package com.necpgame.platform.embedded.storage;

import static com.necpgame.platform.embedded.storage.Storages.at;
import static com.necpgame.platform.embedded.storage.Storages.b;
import static com.necpgame.platform.embedded.storage.Storages.put;
import static com.necpgame.platform.embedded.storage.Storages.read;
import static com.necpgame.platform.embedded.storage.Storages.relaxedAt;
import static com.necpgame.platform.embedded.storage.Storages.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.necpgame.platform.embedded.storage.StorageException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FailureTest {
    private static final int ROUNDS = Integer.getInteger("rounds", 3);

    @TempDir
    Path folder;

    private final BadDisk disk = new BadDisk();

    @Test
    void afterAFailedSyncNobodyIsAnsweredUntilItWasOpenedAgain() {
        try (Storage storage = Storage.open(at(folder), disk)) {
            write(storage, "before", "1");
            Storage.View view = storage.view();
            Storage.Cursor cursor = storage.range(b("a"), b("z"), false);
            // Holds off the repair, so that there is time to look.
            Storage.Session session = storage.session();
            disk.sync = BadDisk.FAILS;
            long ticket = storage.apply(put("lost?", "1"));
            assertFailed(() -> storage.awaitDurable(ticket));
            disk.sync = BadDisk.NONE;

            assertFailed(() -> storage.get(b("before")));
            assertFailed(() -> storage.apply(put("a", "1")));
            assertFailed(() -> storage.apply(new Batch()));
            assertFailed(() -> storage.awaitDurable(1));
            assertFailed(() -> storage.awaitReadable(b("before")));
            assertFailed(storage::awaitReadable);
            assertFailed(storage::view);
            assertFailed(() -> storage.range(b("a"), b("z"), false));
            assertFailed(() -> view.get(b("before")));
            assertFailed(cursor::next);
            assertFailed(storage::session);
            assertThat(storage.health().state()).isEqualTo(Health.State.FAILED);
            assertThat(storage.health().text()).contains("injected");

            await().during(Duration.ofMillis(800))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> !storage.health().isReady());
            session.close();
            awaitReady(storage);
            assertThat(read(storage, "before")).isEqualTo("1");
            write(storage, "after", "1");
            storage.awaitReadable();
            assertFailed(() -> storage.awaitDurable(ticket));
            assertFailed(() -> view.get(b("before")));
            assertFailed(cursor::next);
            view.close();
            cursor.close();
            assertThat(storage.metrics().repairs()).isEqualTo(1);
            assertThat(storage.metrics().readers()).isZero();
        }
    }

    @Test
    void everyWaiterIsTold() throws InterruptedException {
        try (Storage storage = Storage.open(at(folder), disk);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            BadDisk.Held held = new BadDisk.Held(true);
            disk.sync = call -> {
                held.run(() -> {});
                BadDisk.FAILS.run(call);
            };
            long first = storage.apply(put("a", "1"));
            var firstWaiter = CompletableFuture.runAsync(() -> storage.awaitDurable(first), threads);
            held.begun.await();
            long second = storage.apply(put("b", "1"));
            List<CompletableFuture<Void>> waiters = List.of(
                    firstWaiter,
                    CompletableFuture.runAsync(() -> storage.awaitDurable(second), threads),
                    CompletableFuture.runAsync(() -> storage.awaitReadable(b("a")), threads),
                    CompletableFuture.runAsync(storage::awaitReadable, threads));
            held.letGo.countDown();
            disk.sync = BadDisk.NONE;
            for (CompletableFuture<Void> waiter : waiters) {
                assertThatThrownBy(waiter::join).hasCauseInstanceOf(StorageException.class);
            }
            awaitReady(storage);
        }
    }

    @Test
    void aFailedWriteEndsTheWaitsOfOthersAtOnce() throws InterruptedException {
        try (Storage storage = Storage.open(at(folder), disk);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            BadDisk.Held held = new BadDisk.Held(true);
            disk.sync = held;
            long ticket = storage.apply(put("a", "1"));
            CompletableFuture<Void> waiter = CompletableFuture.runAsync(() -> storage.awaitDurable(ticket), threads);
            held.begun.await();
            await().during(Duration.ofMillis(150)).until(() -> !waiter.isDone());
            disk.write = BadDisk.FAILS;
            assertFailed(() -> storage.apply(put("b", "1")));
            assertThat(waiter).failsWithin(Duration.ofSeconds(2)).withThrowableOfType(ExecutionException.class);
            disk.write = BadDisk.NONE;
            disk.sync = BadDisk.NONE;
            held.letGo.countDown();
            awaitReady(storage);
        }
    }

    @Test
    void aFailedWriteIsTreatedAlike() {
        try (Storage storage = Storage.open(at(folder), disk)) {
            write(storage, "before", "1");
            disk.write = BadDisk.FAILS;
            assertFailed(() -> storage.apply(put("a", "1")));
            disk.write = BadDisk.NONE;
            awaitReady(storage);
            assertThat(read(storage, "before")).isEqualTo("1");
            write(storage, "a", "2");
        }
        try (Storage storage = Storage.open(at(folder))) {
            assertThat(read(storage, "a")).isEqualTo("2");
        }
    }

    @Test
    void relaxedIsToldToo() {
        try (Storage storage = Storage.open(relaxedAt(folder), disk)) {
            Storage.Session session = storage.session();
            disk.sync = BadDisk.FAILS;
            long ticket = storage.apply(put("a", "1"));
            await().until(() -> !storage.health().isReady());
            assertFailed(() -> storage.awaitDurable(ticket));
            disk.sync = BadDisk.NONE;
            session.close();
            awaitReady(storage);
        }
    }

    @Test
    void itCanBeClosedWhileItIsFailed() {
        Storage storage = Storage.open(at(folder), disk);
        Storage.Session session = storage.session();
        disk.sync = BadDisk.FAILS;
        long ticket = storage.apply(put("a", "1"));
        assertFailed(() -> storage.awaitDurable(ticket));
        session.close();
        storage.close();
        assertThatThrownBy(() -> storage.get(b("a")))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
        Storage.open(at(folder)).close();
    }

    @Test
    void aDiskThatFailsAtTheEndDoesNotHoldUpTheClose() {
        Storage storage = Storage.open(relaxedAt(folder), disk);
        storage.apply(put("a", "1"));
        disk.sync = BadDisk.FAILS;
        storage.close();
        Storage.open(at(folder)).close();
    }

    /** Readers, scanners and writers at full speed while syncs and writes fail at random: nothing crashes, nothing answered is lost. */
    @Test
    void nothingAnsweredIsLostWhenTheDiskFailsAtRandom() throws InterruptedException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        int writers = 8;
        AtomicLongArray answered = new AtomicLongArray(writers);
        CountDownLatch stop = new CountDownLatch(1);
        try (Storage storage = Storage.open(at(folder), disk)) {
            Random random = new Random(seed);
            List<Thread> threads = IntStream.range(0, 2 * writers)
                    .mapToObj(i -> Thread.ofPlatform().start(() -> {
                        while (stop.getCount() > 0) {
                            step(storage, i, answered);
                        }
                    }))
                    .toList();
            for (int i = 0; i < ROUNDS; i++) {
                await().pollDelay(Duration.ofMillis(50 + random.nextInt(150))).until(() -> true);
                if (random.nextBoolean()) {
                    disk.sync = BadDisk.FAILS;
                } else {
                    disk.write = BadDisk.FAILS;
                }
                await().until(() -> !storage.health().isReady());
                disk.sync = BadDisk.NONE;
                disk.write = BadDisk.NONE;
                awaitReady(storage);
            }
            stop.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(storage.metrics().repairs()).isGreaterThanOrEqualTo(ROUNDS);
            assertThat(storage.metrics().readers()).isZero();
        }
        try (Storage storage = Storage.open(at(folder))) {
            for (int i = 0; i < writers; i++) {
                assertThat(counter(storage, i)).as("counter of writer %d", i).isGreaterThanOrEqualTo(answered.get(i));
            }
        }
    }

    private static void step(Storage storage, int thread, AtomicLongArray answered) {
        int writer = thread % answered.length();
        try (Storage.Session session = storage.session()) {
            if (thread < answered.length()) {
                long next = counter(storage, writer) + 1;
                assertThat(next).as("what an answered write left").isGreaterThan(answered.get(writer));
                storage.awaitDurable(storage.apply(put("counter" + writer, "" + next)));
                answered.set(writer, next);
            } else {
                long read = counter(storage, writer);
                storage.awaitReadable(b("counter" + writer));
                assertThat(read).isGreaterThanOrEqualTo(0);
                try (Storage.View view = storage.view();
                        Storage.Cursor cursor = view.range(b("counter"), b("d"), writer % 2 == 0)) {
                    while (cursor.next()) {
                        assertThat(cursor.value()).isNotEmpty();
                    }
                }
            }
        } catch (StorageException e) {
            assertThat(e.kind()).isEqualTo(Kind.FAILED);
        }
    }

    private static long counter(Storage storage, int writer) {
        String text = read(storage, "counter" + writer);
        return text == null ? 0 : Long.parseLong(text);
    }

    private static void awaitReady(Storage storage) {
        await().until(() -> storage.health().isReady());
    }

    private static void assertFailed(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FAILED));
    }
}
