package com.necpgame.platform.embedded.storage;

import static com.necpgame.platform.embedded.storage.Storages.at;
import static com.necpgame.platform.embedded.storage.Storages.b;
import static com.necpgame.platform.embedded.storage.Storages.read;
import static com.necpgame.platform.embedded.storage.Storages.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.embedded.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

@Timeout(60)
class FolderTest {
    @TempDir
    Path folder;

    /** Opens the folder of its first argument, says so, and waits to be killed. */
    public static final class Holder {
        public static void main(String[] args) throws IOException {
            try (Storage storage = Storage.open(at(Path.of(args[0])))) {
                write(storage, "child", "1");
                System.out.println("open");
                System.in.read();
            }
        }
    }

    @Test
    void oneJvmOpensItOnce() throws IOException {
        String me = String.valueOf(ProcessHandle.current().pid());
        try (Storage storage = Storage.open(at(folder))) {
            assertRefused(Kind.LOCKED, folder, me, "already");
            Path detour = Files.createSymbolicLink(folder.resolveSibling(folder.getFileName() + "-link"), folder);
            assertRefused(Kind.LOCKED, detour, me);
            Files.delete(detour);
            write(storage, "a", "1");
        }
        Storage.open(at(folder)).close();
    }

    @Test
    void oneProcessOpensItAtATimeAndAKilledOneLeavesNoLock() throws IOException, InterruptedException {
        try (Child child = Child.start(Holder.class, folder.toString())) {
            child.awaitLine("open");
            assertRefused(Kind.LOCKED, folder, "process " + child.pid());
            // A refusal must not have taken the lock away either.
            assertRefused(Kind.LOCKED, folder, "process " + child.pid());
            child.kill();
        }
        try (Storage storage = Storage.open(at(folder))) {
            assertThat(read(storage, "child")).isEqualTo("1");
        }
    }

    @Test
    void anotherProcessIsRefusedByThisOne() throws IOException, InterruptedException {
        try (Storage storage = Storage.open(at(folder))) {
            assertRefused(Kind.LOCKED, folder, "in use");
            try (Child child = Child.start(Holder.class, folder.toString())) {
                assertThat(child.awaitEnd()).isNotZero();
                assertThat(child.output())
                        .contains("is in use")
                        .contains("process " + ProcessHandle.current().pid());
            }
            write(storage, "a", "1");
        }
    }

    @Test
    void dataOfANewerVersionIsRefused() throws IOException {
        Storage.open(at(folder)).close();
        assertThat(Files.readString(folder.resolve("format"))).isEqualTo("necpgame-embedded 1\n");
        Files.writeString(folder.resolve("format"), "necpgame-embedded 2\n");
        assertRefused(Kind.NEWER_FORMAT, folder, "format 2", "up to 1", "Start the newer program");
        Files.writeString(folder.resolve("format"), "necpgame-embedded 1\n");
        Storage.open(at(folder)).close();
    }

    @Test
    void theVersionIsInTheDataToo() throws IOException, RocksDBException {
        Storage.open(at(folder)).close();
        Files.delete(folder.resolve("format"));
        Storage.open(at(folder)).close();
        assertThat(Files.readString(folder.resolve("format"))).isEqualTo("necpgame-embedded 1\n");
        Rocks rocks = Rocks.open(folder.resolve("data"), at(folder));
        rocks.db.put(rocks.meta, b("format"), b("3"));
        rocks.close();
        assertRefused(Kind.NEWER_FORMAT, folder, "format 3");
        Files.delete(folder.resolve("format"));
        assertRefused(Kind.NEWER_FORMAT, folder, "format 3");
    }

    @Test
    void foreignDataIsRefused() throws IOException, RocksDBException {
        Files.writeString(folder.resolve("format"), "something else\n");
        assertRefused(Kind.UNFIT, folder, "something else");
        Files.delete(folder.resolve("format"));
        try (Options options = new Options().setCreateIfMissing(true);
                RocksDB foreign = RocksDB.open(options, folder.resolve("data").toString())) {
            foreign.put(b("a"), b("1"));
        }
        assertRefused(Kind.UNFIT, folder, "no storage of this kind");
    }

    @Test
    void aPlaceThatCannotBeAFolderIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertRefused(Kind.FAILED, file, "could not be opened");
    }

    private static void assertRefused(Kind kind, Path folder, String... words) {
        assertThatThrownBy(() -> Storage.open(at(folder)))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContainingAll(words);
    }
}
