package com.necpgame.platform.embedded.storage;

import static com.necpgame.platform.embedded.storage.Storages.MIB;
import static com.necpgame.platform.embedded.storage.Storages.b;
import static com.necpgame.platform.embedded.storage.Storages.entries;
import static com.necpgame.platform.embedded.storage.Storages.put;
import static com.necpgame.platform.embedded.storage.Storages.read;
import static com.necpgame.platform.embedded.storage.Storages.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.platform.embedded.storage.StorageException.Kind;
import com.necpgame.platform.embedded.storage.StorageOptions.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DiskFullTest {
    @TempDir
    Path folder;

    private final BadDisk disk = new BadDisk();

    @Test
    void belowTheReserveNothingIsWrittenAndReadsGoOn() {
        StorageOptions options = new StorageOptions(folder, Durability.FSYNCED, 16 * MIB, 16 * MIB, 100 * MIB);
        try (Storage storage = Storage.open(options, disk)) {
            write(storage, "a", "1");
            disk.usableBytes = 100 * MIB - 1;
            await().until(() -> storage.health().state() == Health.State.DISK_FULL);
            assertThat(storage.health().text()).contains("99 MiB free").contains("reserve is 100 MiB");
            assertFull(storage);
            assertThat(read(storage, "a")).isEqualTo("1");
            storage.awaitReadable(b("a"));
            disk.usableBytes = 100 * MIB;
            await().until(() -> storage.health().isReady());
            write(storage, "a", "2");
            assertThat(storage.metrics().repairs()).isZero();
        }
    }

    @Test
    void aDiskThatFillsUnnoticedIsLeftAloneUntilSpaceReturns() {
        StorageOptions options = new StorageOptions(folder, Durability.FSYNCED, 16 * MIB, 16 * MIB, 100 * MIB);
        try (Storage storage = Storage.open(options, disk)) {
            write(storage, "a", "1");
            disk.usableBytes = 0;
            disk.write = BadDisk.IS_FULL;
            // Either the sample or the write itself finds out first.
            assertFull(storage);
            assertFull(storage);
            assertThat(storage.health().state()).isEqualTo(Health.State.DISK_FULL);
            assertThat(read(storage, "a")).isEqualTo("1");
            disk.write = BadDisk.NONE;
            disk.usableBytes = Long.MAX_VALUE;
            await().until(() -> storage.health().isReady());
            assertThat(read(storage, "a")).isEqualTo("1");
            write(storage, "a", "2");
        }
    }

    @Test
    void aFullFileSystemRefusesAndRecovers() throws IOException, InterruptedException {
        Path small = folder.resolve("small");
        Files.createDirectories(small);
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", small.toString()))
                .as("a small tmpfs can be mounted here (needs root)")
                .isZero();
        try {
            fillAndEmpty(small, 24 * MIB);
        } finally {
            run("umount", "-l", small.toString());
        }
    }

    /** No reserve at all: RocksDB itself meets the end of the disk. */
    @Test
    void aFullFileSystemWithoutReserveLosesNothing() throws IOException, InterruptedException {
        Path small = folder.resolve("small");
        Files.createDirectories(small);
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", small.toString()))
                .as("a small tmpfs can be mounted here (needs root)")
                .isZero();
        try {
            fillAndEmpty(small, 1);
        } finally {
            run("umount", "-l", small.toString());
        }
    }

    private static void fillAndEmpty(Path small, long reserve) throws IOException {
        StorageOptions options =
                new StorageOptions(small.resolve("storage"), Durability.FSYNCED, 4 * MIB, 4 * MIB, reserve);
        int written = 0;
        Path ballast = small.resolve("ballast");
        try (Storage storage = Storage.open(options)) {
            write(storage, "first", "1");
            fill(ballast, reserve + 8 * MIB, small);
            written = writeUntilRefused(storage);
            System.out.printf("refused after %d batches: %s%n", written, storage.health());
            assertThat(storage.health().state()).isEqualTo(Health.State.DISK_FULL);
            assertThat(read(storage, "first")).isEqualTo("1");
            assertAllThere(storage, written);
            Files.delete(ballast);
            await().atMost(java.time.Duration.ofSeconds(30))
                    .until(() -> storage.health().isReady());
            // What RocksDB met in the background while the disk was full it may tell to the first write after, and go
            // on then.
            await().atMost(java.time.Duration.ofSeconds(30))
                    .ignoreExceptionsMatching(StorageException.class::isInstance)
                    .untilAsserted(() -> write(storage, "after", "1"));
            assertAllThere(storage, written);
            System.out.println("after space returned: " + storage.metrics());
        }
        try (Storage storage = Storage.open(options)) {
            assertThat(read(storage, "after")).isEqualTo("1");
            assertAllThere(storage, written);
        }
    }

    private static void fill(Path ballast, long leave, Path small) throws IOException {
        try (FileChannel file = FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer mib = ByteBuffer.allocate((int) MIB);
            while (Files.getFileStore(small).getUsableSpace() > leave) {
                file.write(mib.clear());
            }
        }
    }

    /** Of random bytes, which do not shrink. @return how many were answered */
    private static int writeUntilRefused(Storage storage) {
        Random random = new Random(1);
        byte[] value = new byte[20_000];
        for (int i = 0; ; i++) {
            random.nextBytes(value);
            Batch batch = new Batch();
            batch.put(b("x%06d".formatted(i)), value);
            batch.put(b("y%06d".formatted(i)), value);
            try {
                storage.awaitDurable(storage.apply(batch));
            } catch (StorageException e) {
                assertThat(e.kind()).isEqualTo(Kind.DISK_FULL);
                return i;
            }
        }
    }

    private static void assertAllThere(Storage storage, int written) {
        for (String table : new String[] {"x", "y"}) {
            assertThat(entries(storage.range(b(table), b(table + "~"), false)))
                    .as(table)
                    .hasSize(written);
        }
    }

    private static void assertFull(Storage storage) {
        assertThatThrownBy(() -> storage.apply(put("a", "full")))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DISK_FULL));
        assertThat(read(storage, "a")).isEqualTo("1");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
