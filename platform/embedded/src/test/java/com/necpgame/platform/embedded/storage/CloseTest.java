package com.necpgame.platform.embedded.storage;

import static com.necpgame.platform.embedded.storage.Storages.at;
import static com.necpgame.platform.embedded.storage.Storages.b;
import static com.necpgame.platform.embedded.storage.Storages.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.embedded.storage.StorageException.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CloseTest {
    private static final int THREADS = 8;

    @TempDir
    Path folder;

    /** A native crash would take this JVM along, so this passes or the build dies. */
    @RepeatedTest(5)
    void itIsClosedUnderReadersAndWriters() throws InterruptedException {
        Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
        AtomicLong calls = new AtomicLong();
        CountDownLatch warm = new CountDownLatch(200);
        Storage storage = Storage.open(at(folder));
        List<Thread> threads = IntStream.range(0, THREADS)
                .mapToObj(i -> (i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual()).start(() -> {
                    try {
                        for (int n = 0; ; n++) {
                            step(storage, i, n);
                            calls.incrementAndGet();
                            warm.countDown();
                        }
                    } catch (StorageException e) {
                        if (e.kind() != Kind.CLOSED) {
                            surprises.add(e);
                        }
                    } catch (Throwable e) {
                        surprises.add(e);
                    }
                }))
                .toList();
        warm.await();
        storage.close();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(surprises).isEmpty();
        assertThat(calls.get()).isGreaterThanOrEqualTo(200);
    }

    private static void step(Storage storage, int thread, int n) {
        byte[] key = b("k" + thread + ":" + n % 100);
        switch (thread % 4) {
            case 0 -> storage.awaitDurable(storage.apply(put("k" + thread + ":" + n % 100, "x".repeat(100))));
            case 1 -> {
                storage.get(key);
                storage.awaitReadable(key);
            }
            case 2 -> {
                try (Storage.View view = storage.view();
                        Storage.Cursor cursor = view.range(b("k"), b("l"), n % 2 == 0)) {
                    while (cursor.next()) {
                        assertThat(view.get(cursor.key())).isEqualTo(cursor.value());
                    }
                }
            }
            default -> {
                try (Storage.Cursor cursor = storage.range(b("k"), b(""), n % 2 == 0)) {
                    while (cursor.next()) {
                        assertThat(cursor.value()).hasSize(100);
                    }
                }
            }
        }
    }
}
