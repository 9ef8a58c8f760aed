package com.necpgame.platform.embedded.storage;

import static com.necpgame.platform.embedded.storage.Storages.at;
import static com.necpgame.platform.embedded.storage.Storages.b;
import static com.necpgame.platform.embedded.storage.Storages.entries;
import static com.necpgame.platform.embedded.storage.Storages.read;
import static com.necpgame.platform.embedded.storage.Storages.s;
import static com.necpgame.platform.embedded.storage.Storages.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.embedded.storage.StorageException.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BackupTest {
    @TempDir
    Path temp;

    @Test
    void aBackupIsOneMomentWhileWritesGoOn() throws InterruptedException {
        AtomicLong answered = new AtomicLong();
        AtomicBoolean stop = new AtomicBoolean();
        long before;
        try (Storage storage = Storage.open(at(temp.resolve("storage")))) {
            Thread writer = Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    Batch batch = new Batch();
                    byte[] count = b("" + (answered.get() + 1));
                    batch.put(b("left"), count);
                    batch.put(b("right"), count);
                    batch.put(b("log" + answered.get()), count);
                    storage.awaitDurable(storage.apply(batch));
                    answered.incrementAndGet();
                }
            });
            while (answered.get() < 20) {
                Thread.onSpinWait();
            }
            before = answered.get();
            storage.backup(temp.resolve("backup"));
            long during = answered.get();
            while (answered.get() < during + 20) {
                Thread.onSpinWait();
            }
            stop.set(true);
            writer.join();
        }
        Storage.restore(temp.resolve("backup"), temp.resolve("restored"));
        try (Storage restored = Storage.open(at(temp.resolve("restored")))) {
            long count = Long.parseLong(s(restored.get(b("left"))));
            assertThat(count).isBetween(before, answered.get());
            assertThat(read(restored, "right")).isEqualTo("" + count);
            assertThat(entries(restored.range(b("log"), b("log~"), false))).hasSize((int) count);
            write(restored, "left", "more");
        }
        // The backup is not touched by what was restored from it, and opens by itself too, copied as it is.
        try (Storage again = Storage.open(at(temp.resolve("backup")))) {
            assertThat(read(again, "left")).isNotEqualTo("more");
        }
    }

    @Test
    void aBackupOnAnotherDiskIsCopied() throws IOException {
        Path elsewhere = Path.of("/dev/shm");
        org.assertj.core.api.Assumptions.assumeThat(elsewhere)
                .as("a second file system")
                .isDirectory();
        Path target = Files.createTempDirectory(elsewhere, "backup");
        try (Storage storage = Storage.open(at(temp.resolve("storage")))) {
            write(storage, "a", "1");
            storage.backup(target);
            Storage.restore(target, temp.resolve("restored"));
        } finally {
            delete(target);
        }
        try (Storage restored = Storage.open(at(temp.resolve("restored")))) {
            assertThat(read(restored, "a")).isEqualTo("1");
        }
    }

    @Test
    void whatIsInTheWayIsRefused() throws IOException {
        Path full = Files.createDirectories(temp.resolve("full"));
        Files.writeString(full.resolve("mine"), "");
        try (Storage storage = Storage.open(at(temp.resolve("storage")))) {
            write(storage, "a", "1");
            assertUnfit(() -> storage.backup(full), "not empty");
            storage.backup(temp.resolve("backup"));
            assertUnfit(() -> storage.backup(temp.resolve("backup")), "not empty");
        }
        assertThat(full.resolve("mine")).exists();
        assertUnfit(() -> Storage.restore(temp.resolve("backup"), full), "not empty");
        assertUnfit(() -> Storage.restore(temp.resolve("backup"), temp.resolve("storage")), "not empty");
        assertUnfit(() -> Storage.restore(full, temp.resolve("restored")), "no whole backup");
        Files.writeString(temp.resolve("backup").resolve("format"), "necpgame-embedded 7\n");
        assertThatThrownBy(() -> Storage.restore(temp.resolve("backup"), temp.resolve("restored")))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NEWER_FORMAT))
                .hasMessageContaining("format 7");
    }

    @Test
    void aRestoreThatBrokeOffIsSeenAndCanBeRunAgain() throws IOException {
        try (Storage storage = Storage.open(at(temp.resolve("storage")))) {
            write(storage, "a", "1");
            storage.backup(temp.resolve("backup"));
        }
        Path folder = temp.resolve("restored");
        Files.createDirectories(folder.resolve("data.restoring"));
        Files.writeString(folder.resolve("data.restoring").resolve("CURRENT"), "half");
        assertUnfit(() -> Storage.open(at(folder)), "did not end");
        Storage.restore(temp.resolve("backup"), folder);
        try (Storage storage = Storage.open(at(folder))) {
            assertThat(read(storage, "a")).isEqualTo("1");
        }
    }

    @Test
    void aBackupWithAWrongByteIsNone() throws IOException {
        try (Storage storage = Storage.open(at(temp.resolve("storage")))) {
            for (int i = 0; i < 2_000; i++) {
                storage.apply(Storages.put("key" + i, "value" + i));
            }
            storage.backup(temp.resolve("good"));
            // Linked, so what is wrong in the copy is wrong in the storage: the next backup of the same file must
            // notice.
            flipOneByte(temp.resolve("good").resolve("data"));
            assertThatThrownBy(() -> storage.backup(temp.resolve("bad"))).isInstanceOf(StorageException.class);
            assertThat(temp.resolve("bad")).isEmptyDirectory();
        }
    }

    private static void flipOneByte(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            Path largest = files.filter(file -> file.toString().endsWith(".sst"))
                    .max(java.util.Comparator.comparingLong(
                            file -> file.toFile().length()))
                    .orElseThrow();
            try (RandomAccessFile file = new RandomAccessFile(largest.toFile(), "rw")) {
                file.seek(1_000);
                int old = file.read();
                file.seek(1_000);
                file.write(old ^ 0x40);
            }
        }
    }

    private static void assertUnfit(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNFIT))
                .hasMessageContaining(words);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
