package com.necpgame.platform.embedded.storage;

import com.necpgame.platform.embedded.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * A backup is a folder of the same shape as a storage's, without the lock: {@code data/} and then {@code format}, written last, so that a
 * backup that broke off is none.
 */
final class Backup {
    private static final String RESTORING = "data.restoring";

    /** What a restore that broke off leaves behind; the next one goes over it. */
    private static final Set<String> LEFT_BY_RESTORE = Set.of(RESTORING, "lock", "holder");

    private Backup() {}

    static void make(RocksDB db, Path target) throws IOException, RocksDBException {
        Files.createDirectories(target);
        if (!Folder.isEmpty(target)) {
            throw new StorageException(Kind.UNFIT, target + " is not empty: a backup wants a folder of its own.");
        }
        Path data = target.resolve(Folder.DATA);
        boolean made = false;
        try (Checkpoint checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(data.toString());
            verify(data);
            Folder.writeFormat(target);
            made = true;
        } finally {
            if (!made) {
                removeContents(target);
            }
        }
    }

    /** Reads every block against its checksum. */
    private static void verify(Path data) throws RocksDBException {
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (DBOptions options = new DBOptions().setMaxOpenFiles(Rocks.OPEN_FILES);
                ColumnFamilyOptions family = new ColumnFamilyOptions();
                RocksDB db = RocksDB.openReadOnly(
                        options,
                        data.toString(),
                        List.of(
                                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family),
                                new ColumnFamilyDescriptor(Rocks.META, family)),
                        handles)) {
            try {
                db.verifyChecksum();
            } finally {
                handles.forEach(ColumnFamilyHandle::close);
            }
        }
    }

    static void restore(Path backup, Path folder) throws IOException {
        Integer format = Folder.format(backup);
        Path source = backup.resolve(Folder.DATA);
        if (format == null || !Files.isDirectory(source)) {
            throw new StorageException(
                    Kind.UNFIT,
                    backup + " is no whole backup: it wants " + Folder.FORMAT_FILE + " and " + Folder.DATA + "/.");
        }
        Folder.refuseNewer(backup, format);
        Files.createDirectories(folder);
        refuseFull(folder);
        try (Folder held = Folder.hold(folder)) {
            Path draft = held.path().resolve(RESTORING);
            remove(draft);
            copy(source, draft);
            Files.move(draft, held.data(), StandardCopyOption.ATOMIC_MOVE);
            Folder.writeFormat(held.path());
        }
    }

    private static void refuseFull(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (!LEFT_BY_RESTORE.contains(entry.getFileName().toString())) {
                    throw new StorageException(
                            Kind.UNFIT, folder + " is not empty: a restore wants a folder of its own.");
                }
            }
        }
    }

    static boolean isHalfRestored(Path folder) {
        return Files.exists(folder.resolve(RESTORING));
    }

    /** Copies, never links: the restored storage and the backup shall not share a file. */
    private static void copy(Path source, Path target) throws IOException {
        Files.createDirectories(target);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(source)) {
            for (Path file : files) {
                Path copy = target.resolve(file.getFileName().toString());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
        Folder.syncDirectory(target);
    }

    private static void removeContents(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                remove(entry);
            }
        }
    }

    private static void remove(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path each : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
