package com.necpgame.platform.embedded.storage;

import static com.necpgame.platform.embedded.storage.Storages.at;
import static com.necpgame.platform.embedded.storage.Storages.b;
import static com.necpgame.platform.embedded.storage.Storages.put;
import static com.necpgame.platform.embedded.storage.Storages.read;
import static com.necpgame.platform.embedded.storage.Storages.relaxedAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the other tests cannot see without a power cut: who is answered before which fsync. */
@Timeout(30)
class GroupCommitTest {
    private static final Duration A_WHILE = Duration.ofMillis(150);

    @TempDir
    Path folder;

    private final BadDisk disk = new BadDisk();
    private final BadDisk.Held held = new BadDisk.Held(true);
    private final ExecutorService threads = threads();

    /** Who writes and reads. */
    ExecutorService threads() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterEach
    void letGo() {
        disk.sync = BadDisk.NONE;
        held.letGo.countDown();
        threads.close();
    }

    @Test
    void nobodyIsAnsweredBeforeTheSync() {
        try (Storage storage = Storage.open(at(folder), disk)) {
            disk.sync = held;
            CompletableFuture<Void> writer = durable(storage, storage.apply(put("a", "1")));
            assertStaysOpen(writer);
            assertThat(read(storage, "a")).isEqualTo("1");
            held.letGo.countDown();
            writer.join();
        }
    }

    @Test
    void aWriteDuringASyncWaitsForTheNext() throws InterruptedException {
        try (Storage storage = Storage.open(at(folder), disk)) {
            BadDisk.Held second = new BadDisk.Held(true);
            disk.sync = held;
            CompletableFuture<Void> first = durable(storage, storage.apply(put("a", "1")));
            held.begun.await();
            CompletableFuture<Void> late = durable(storage, storage.apply(put("b", "1")));
            disk.sync = second;
            held.letGo.countDown();
            first.join();
            second.begun.await();
            assertStaysOpen(late);
            second.letGo.countDown();
            late.join();
        }
    }

    @Test
    void whoComesDuringASyncSharesTheNext() throws InterruptedException {
        try (Storage storage = Storage.open(at(folder), disk)) {
            disk.sync = held;
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            writers.add(durable(storage, storage.apply(put("first", "1"))));
            held.begun.await();
            for (int i = 0; i < 200; i++) {
                writers.add(durable(storage, storage.apply(put("k" + i, "1"))));
            }
            disk.sync = BadDisk.NONE;
            held.letGo.countDown();
            writers.forEach(CompletableFuture::join);
            assertThat(disk.syncs).hasValue(2);
            assertThat(storage.metrics().fsyncs()).isEqualTo(2);
        }
    }

    /** A virtual thread in fsync would keep its carrier; a platform thread is not to wait for another where nobody is at work. */
    @Test
    void aLonePlatformThreadSyncsItself() {
        var syncedBy = new AtomicReference<Thread>();
        try (Storage storage = Storage.open(at(folder), disk)) {
            disk.sync = call -> {
                syncedBy.set(Thread.currentThread());
                call.run();
            };
            await().until(() -> {
                storage.awaitDurable(storage.apply(put("a", "1")));
                return syncedBy.get() == Thread.currentThread();
            });
            for (int i = 0; i < 20; i++) {
                durable(storage, storage.apply(put("b", "" + i))).join();
            }
            CompletableFuture.runAsync(
                            () -> storage.awaitDurable(storage.apply(put("c", "1"))),
                            task -> Thread.ofVirtual().start(task))
                    .join();
            assertThat(syncedBy.get()).isNotSameAs(Thread.currentThread()).matches(each -> !each.isVirtual());
        }
    }

    @Test
    void anInterruptedWriterStillWaits() throws InterruptedException {
        try (Storage storage = Storage.open(at(folder), disk)) {
            disk.sync = held;
            long ticket = storage.apply(put("a", "1"));
            AtomicBoolean stillInterrupted = new AtomicBoolean();
            CountDownLatch answered = new CountDownLatch(1);
            Thread writer = Thread.ofVirtual().start(() -> {
                Thread.currentThread().interrupt();
                storage.awaitDurable(ticket);
                stillInterrupted.set(Thread.interrupted());
                answered.countDown();
            });
            held.begun.await();
            assertThat(writer.join(A_WHILE)).isFalse();
            held.letGo.countDown();
            answered.await();
            assertThat(stillInterrupted).isTrue();
        }
    }

    @Test
    void relaxedWaitsForNobodyAndSyncsTenTimesASecond() {
        try (Storage storage = Storage.open(relaxedAt(folder), disk)) {
            long begin = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                storage.awaitDurable(storage.apply(put("a", "" + i)));
                storage.awaitReadable(b("a"));
                storage.awaitReadable();
            }
            await().until(() -> disk.syncs.get() >= 1);
            storage.apply(put("a", "later"));
            await().until(() -> disk.syncs.get() >= 2);
            long most = 2 + (System.nanoTime() - begin) / GroupCommit.RELAXED_INTERVAL_NANOS;
            assertThat(disk.syncs.get()).isLessThanOrEqualTo((int) most);
            disk.sync = held;
            storage.awaitDurable(storage.apply(put("b", "1")));
            disk.sync = BadDisk.NONE;
            held.letGo.countDown();
        }
    }

    @Test
    void aReaderWaitsForWhatItSaw() {
        try (Storage storage = Storage.open(at(folder), disk)) {
            disk.sync = held;
            storage.apply(put("a", "1"));
            CompletableFuture<Void> reader = readable(storage, "a");
            CompletableFuture<Void> all = CompletableFuture.runAsync(storage::awaitReadable, threads);
            storage.awaitReadable(b("idle"));
            assertStaysOpen(reader);
            assertStaysOpen(all);
            held.letGo.countDown();
            reader.join();
            all.join();
            disk.sync = BadDisk.FAILS;
            storage.awaitReadable(b("a"));
            storage.awaitReadable();
        }
    }

    /** The write is in the log and visible, its writer has not been told yet: no moment may be unmarked. */
    @Test
    void aReaderWaitsForAWriteThatHasNotReturned() throws InterruptedException {
        try (Storage storage = Storage.open(at(folder), disk)) {
            BadDisk.Held visible = new BadDisk.Held(false);
            disk.write = visible;
            disk.sync = held;
            CompletableFuture<Long> writer = CompletableFuture.supplyAsync(() -> storage.apply(put("a", "1")), threads);
            visible.begun.await();
            assertThat(read(storage, "a")).isEqualTo("1");
            CompletableFuture<Void> reader = readable(storage, "a");
            assertStaysOpen(reader);
            held.letGo.countDown();
            reader.join();
            visible.letGo.countDown();
            storage.awaitDurable(writer.join());
        }
    }

    /** A sync that ran already when the value became visible does not answer its readers. */
    @Test
    void aReaderIsNotAnsweredByASyncThatIsTooEarly() throws InterruptedException {
        try (Storage storage = Storage.open(at(folder), disk)) {
            BadDisk.Held second = new BadDisk.Held(true);
            disk.sync = held;
            CompletableFuture<Void> first = durable(storage, storage.apply(put("first", "1")));
            held.begun.await();
            disk.sync = second;
            storage.apply(put("a", "1"));
            CompletableFuture<Void> reader = readable(storage, "a");
            held.letGo.countDown();
            first.join();
            second.begun.await();
            assertStaysOpen(reader);
            second.letGo.countDown();
            reader.join();
        }
    }

    private CompletableFuture<Void> durable(Storage storage, long ticket) {
        return CompletableFuture.runAsync(() -> storage.awaitDurable(ticket), threads);
    }

    private CompletableFuture<Void> readable(Storage storage, String partition) {
        return CompletableFuture.runAsync(() -> storage.awaitReadable(b(partition)), threads);
    }

    private static void assertStaysOpen(CompletableFuture<?> answer) {
        await().during(A_WHILE).atMost(A_WHILE.multipliedBy(4)).until(() -> !answer.isDone());
    }
}
