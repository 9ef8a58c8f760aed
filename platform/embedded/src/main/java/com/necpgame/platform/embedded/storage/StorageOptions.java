package com.necpgame.platform.embedded.storage;

import java.nio.file.Path;

/**
 * Where a storage is, what it promises, and how much it may hold.
 *
 * @param folder where the data is; made where missing
 * @param durability what an answer promises
 * @param cacheBytes of blocks, indexes and filters held outside the heap
 * @param memtableBytes of writes held outside the heap before they become files; writers wait where these cannot be written as fast. Both
 *     share one bound, their sum, and one may use what the other leaves. A log to be replayed at the next start is about as large
 * @param reserveBytes free space of the disk below which writes are refused. Compaction writes before it deletes, so at least the
 *     memtables' size and better ten times that
 */
public record StorageOptions(
        Path folder, Durability durability, long cacheBytes, long memtableBytes, long reserveBytes) {
    private static final long MIB = 1 << 20;

    /** Less than this and RocksDB spends its time on tiny files. */
    public static final long MEMTABLE_BYTES_MIN = 2 * MIB;

    /** What an answer promises. */
    public enum Durability {
        /** An answer means that the write was fsynced. */
        FSYNCED,
        /** fsync every 100 ms; a crash of the machine may lose what was answered since. */
        RELAXED
    }

    public StorageOptions {
        if (cacheBytes < 0 || reserveBytes < 0) {
            throw new IllegalArgumentException(
                    "Neither cache nor reserve can be negative: %d and %d bytes".formatted(cacheBytes, reserveBytes));
        }
        if (memtableBytes < MEMTABLE_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "Memtables want %d bytes at least, not %d".formatted(MEMTABLE_BYTES_MIN, memtableBytes));
        }
    }

    /** Fsynced, with 128 MiB outside the heap at most and a reserve of 256 MiB: for one game server on a small machine. */
    public static StorageOptions of(Path folder) {
        return new StorageOptions(folder, Durability.FSYNCED, 64 * MIB, 64 * MIB, 256 * MIB);
    }
}
