package com.necpgame.platform.runtime.object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Objects as files under a folder, one {@link StoredFile} each. The key {@code a/b/c} is the file {@code a@/b@/c}: a mark
 * that no key can hold tells folders from files, so that {@code a} and {@code a/b} can both be. A file is written in
 * {@code @writing}, synced, and renamed to its place, whose folder is synced; so it is whole or not there.
 *
 * <p>One process at a time, as it is with the embedded store. The folder is made with the first object.
 */
final class FolderObjects implements Objects {
    static final String FOLDER_MARK = "@";
    static final String WRITING = "@writing";

    /** A folder that a delete found empty may vanish under a put, which then makes it again. */
    private static final int RENAMES_MAX = 10;

    private final Path root;
    private final Clock clock;
    private final AtomicLong writes = new AtomicLong();

    private FolderObjects(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    /** Opens the folder, and sweeps out what a process left that died while it wrote. */
    static FolderObjects at(Path root, Clock clock) {
        var objects = new FolderObjects(root.toAbsolutePath().normalize(), clock);
        objects.run("sweep " + WRITING, objects::sweep);
        return objects;
    }

    private void sweep() throws IOException {
        var writing = root.resolve(WRITING);
        if (Files.isDirectory(writing)) {
            try (var left = Files.newDirectoryStream(writing)) {
                for (var file : left) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void put(ObjectKey key, byte[] bytes, ObjectInfo info) {
        ObjectLimits.check(bytes, info);
        run("put " + key, () -> {
            if (!holds(key, bytes, info)) {
                write(key, new StoredFile(clock.instant(), new StoredObject(bytes, info)));
            }
        });
    }

    private boolean holds(ObjectKey key, byte[] bytes, ObjectInfo info) {
        try {
            var found = StoredFile.read(Files.readAllBytes(file(key))).object();
            return Arrays.equals(found.bytes(), bytes) && found.info().equals(info);
        } catch (IOException absentOrDamaged) {
            return false;
        }
    }

    private void write(ObjectKey key, StoredFile stored) throws IOException {
        var temporary = makeFolder(root.resolve(WRITING)).resolve(Long.toString(writes.incrementAndGet()));
        try {
            try (var out = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                for (var part : stored.write()) {
                    while (part.hasRemaining()) {
                        out.write(part);
                    }
                }
                out.force(true);
            }
            rename(temporary, folder(key), file(key));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void rename(Path from, Path folder, Path to) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                makeFolder(folder);
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                sync(folder);
                return;
            } catch (NoSuchFileException e) {
                if (tries == RENAMES_MAX) {
                    throw e;
                }
            }
        }
    }

    /** Also durably: each folder that is new is synced into the one that it is in. */
    private static Path makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            var parent = folder.getParent();
            if (parent != null) {
                makeFolder(parent);
            }
            Files.createDirectories(folder);
            if (parent != null) {
                sync(parent);
            }
        }
        return folder;
    }

    private static void sync(Path folder) throws IOException {
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (AccessDeniedException | NoSuchFileException e) {
            // Windows opens no folders, and needs none; one that is gone needs none either.
        }
    }

    @Override
    public @Nullable StoredObject get(ObjectKey key) {
        return call("get " + key, () -> {
            try {
                return StoredFile.read(Files.readAllBytes(file(key))).object();
            } catch (NoSuchFileException e) {
                return null;
            }
        });
    }

    @Override
    public List<Listed> list(String prefix, @Nullable ObjectKey after, int limit) {
        ObjectLimits.checkPage(limit);
        List<Listed> listed = call("list " + prefix, () -> new FolderListing(root, prefix, after, limit).read());
        return java.util.Objects.requireNonNull(listed);
    }

    @Override
    public void delete(ObjectKey key) {
        run("delete " + key, () -> {
            if (Files.deleteIfExists(file(key))) {
                sync(folder(key));
                removeEmptyFolders(folder(key));
            }
        });
    }

    /** Keys carry players' ids: nothing is left of one whose objects are gone. */
    private void removeEmptyFolders(Path from) throws IOException {
        try {
            for (var folder = from; folder != null && !folder.equals(root); folder = folder.getParent()) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException e) {
            // The usual end.
        }
    }

    private Path file(ObjectKey key) {
        var path = key.value();
        return folder(key).resolve(path.substring(path.lastIndexOf('/') + 1));
    }

    private Path folder(ObjectKey key) {
        var folder = root;
        var path = key.value();
        for (int at = 0, end = path.indexOf('/'); end >= 0; at = end + 1, end = path.indexOf('/', at)) {
            folder = folder.resolve(path.substring(at, end) + FOLDER_MARK);
        }
        return folder;
    }

    private interface Work<T> {
        @Nullable
        T call() throws IOException;
    }

    private interface Step {
        void run() throws IOException;
    }

    private void run(String what, Step step) {
        call(what, () -> {
            step.run();
            return null;
        });
    }

    private <T> @Nullable T call(String what, Work<T> work) {
        try {
            return work.call();
        } catch (IOException | UncheckedIOException | java.nio.file.DirectoryIteratorException e) {
            throw new ObjectsUnavailable("Could not " + what + " in " + root, e);
        }
    }

    /** The size and time of an object, by its first bytes; those of the file where they are damaged, so that it can be deleted. */
    static Listed listed(ObjectKey key, Path file) throws IOException {
        var first = ByteBuffer.allocate(StoredFile.PROLOGUE_BYTES);
        try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
            while (first.hasRemaining() && in.read(first) >= 0) {
                // until the prologue is whole
            }
            var prologue = StoredFile.Prologue.read(first.flip());
            return new Listed(key, prologue.objectBytes(), prologue.putAt());
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException damaged) {
            return new Listed(
                    key, Files.size(file), Files.getLastModifiedTime(file).toInstant());
        }
    }
}
