package com.necpgame.platform.embedded.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * The native code of the storage. {@link Storage#open} loads it and first unpacks it into a temporary folder, 17 MB each time, unless the
 * system property {@value #FOLDER} names a folder in which it lies unpacked.
 */
public final class Natives {
    /** The system property that names the folder. */
    public static final String FOLDER = "com.necpgame.natives";

    private static final String PACKED = Environment.getJniLibraryFileName("rocksdb");

    /** RocksDB asks for another name in a folder than it packs. */
    private static final String UNPACKED = Environment.getJniLibraryFileName("rocksdbjni");

    private Natives() {}

    /** Loads it ahead of {@link Storage#open}: 100 to 200 ms, less unpacked. A program in a hurry does that in a thread of its own, early. */
    public static void load() {
        var folder = System.getProperty(FOLDER);
        if (folder != null && Files.exists(Path.of(folder, UNPACKED))) {
            RocksDB.loadLibrary(List.of(folder));
        } else {
            RocksDB.loadLibrary();
        }
    }

    /**
     * Unpacks it, so that later programs find it there.
     *
     * @throws IOException if the folder cannot be made or written
     */
    public static void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var in = RocksDB.class.getClassLoader().getResourceAsStream(PACKED)) {
            if (in != null) {
                Files.copy(in, folder.resolve(UNPACKED), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
