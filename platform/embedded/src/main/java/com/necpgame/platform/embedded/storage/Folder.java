package com.necpgame.platform.embedded.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.necpgame.platform.embedded.storage.StorageException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a storage, held by one process at a time.
 *
 * <pre>
 *   format   "necpgame-embedded 1": which version wrote it
 *   lock     locked by the process that has it open; the kernel lets go when that ends, however it ends
 *   holder   the process id of that one, for people
 *   data/    RocksDB: *.log what was written last, *.sst the rest, LOG what RocksDB says
 * </pre>
 */
final class Folder implements AutoCloseable {
    static final int FORMAT = 1;
    static final String FORMAT_FILE = "format";
    static final String DATA = "data";
    private static final String NAME = "necpgame-embedded ";

    /**
     * Folders that this JVM holds. The kernel's lock does not tell two openings of one process apart, and worse: closing any handle of the
     * lock file in this process lets go of it. So it is not even touched when the folder is in here.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private Folder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes it where missing, and takes it. */
    static Folder hold(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path path = folder.toRealPath();
        if (!HELD.add(path)) {
            throw locked(path, "this process, " + ProcessHandle.current().pid() + ", has it open already");
        }
        FileChannel channel = null;
        boolean held = false;
        try {
            channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw locked(path, "process " + holder(path) + " has it open");
            }
            Files.writeString(path.resolve("holder"), ProcessHandle.current().pid() + "\n");
            held = true;
            return new Folder(path, channel);
        } finally {
            if (!held) {
                HELD.remove(path);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static StorageException locked(Path path, String who) {
        return new StorageException(
                Kind.LOCKED,
                "%s is in use: %s. One process at a time; stop that one, or take another folder.".formatted(path, who));
    }

    private static String holder(Path path) {
        try {
            return Files.readString(path.resolve("holder"), US_ASCII).strip();
        } catch (IOException e) {
            return "(unknown)";
        }
    }

    Path path() {
        return path;
    }

    Path data() {
        return path.resolve(DATA);
    }

    /** Refuses data of a newer version; notes the version in a new folder, before there is any data. */
    void checkFormat() throws IOException {
        Integer found = format(path);
        if (found != null) {
            refuseNewer(path, found);
        } else if (Backup.isHalfRestored(path)) {
            throw new StorageException(Kind.UNFIT, path + " holds a restore that did not end. Run the restore again.");
        } else if (!Files.exists(data())) {
            writeFormat(path);
        }
    }

    /** Else a power cut could take the whole new folder along, however well its files were synced. */
    void sync() throws IOException {
        syncDirectory(path);
        Path parent = path.getParent();
        if (parent != null) {
            syncDirectory(parent);
        }
    }

    /** Makes good a lost file. */
    void noteFormat() throws IOException {
        if (format(path) == null) {
            writeFormat(path);
        }
    }

    /** The file is written before any data, so data with neither file nor key is not ours. */
    void requireFormat() throws IOException {
        if (format(path) == null) {
            throw new StorageException(Kind.UNFIT, data() + " holds a RocksDB that no storage of this kind wrote.");
        }
    }

    /** The version that the folder's file names; null where that is missing. */
    static @Nullable Integer format(Path folder) throws IOException {
        Path file = folder.resolve(FORMAT_FILE);
        if (!Files.exists(file)) {
            return null;
        }
        String text = Files.readString(file, US_ASCII).strip();
        try {
            return Integer.parseInt(text.substring(text.startsWith(NAME) ? NAME.length() : 0));
        } catch (NumberFormatException e) {
            throw new StorageException(
                    Kind.UNFIT, file + " says \"" + text + "\": that is not a storage of this kind.", e);
        }
    }

    static void refuseNewer(Path folder, int found) {
        if (found > FORMAT) {
            throw new StorageException(
                    Kind.NEWER_FORMAT,
                    "%s was written in format %d; this program knows formats up to %d. Start the newer program, or restore a backup of format %d or older."
                            .formatted(folder, found, FORMAT, FORMAT));
        }
    }

    /** Whole or not at all. */
    static void writeFormat(Path folder) throws IOException {
        Path draft = folder.resolve(FORMAT_FILE + ".draft");
        try (FileChannel file = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            file.write(ByteBuffer.wrap((NAME + FORMAT + "\n").getBytes(US_ASCII)));
            file.force(true);
        }
        Files.move(draft, folder.resolve(FORMAT_FILE), StandardCopyOption.ATOMIC_MOVE);
        syncDirectory(folder);
    }

    static void syncDirectory(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (java.nio.file.AccessDeniedException e) {
            // Windows opens no directories, and needs none.
        }
    }

    /** Of all files; those that vanish meanwhile count nothing. */
    long bytes() {
        try (Stream<Path> files = Files.list(data())) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StorageException(Kind.FAILED, "The lock of " + path + " could not be let go: " + e, e);
        } finally {
            HELD.remove(path);
        }
    }
}
