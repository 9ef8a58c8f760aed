package com.necpgame.platform.embedded.storage;

import java.nio.file.Path;

/**
 * @param folder where the data is; made where missing
 * @param durability what an answer promises
 * @param cacheBytes upper bound of blocks held outside the heap
 * @param memtableBytes upper bound of writes held outside the heap before they become files
 * @param reserveBytes free space of the disk below which writes are refused
 */
public record StorageOptions(
        Path folder, Durability durability, long cacheBytes, long memtableBytes, long reserveBytes) {
    public enum Durability {
        /** An answer means that the write was fsynced. */
        FSYNCED,
        /** fsync every 100 ms; a crash of the machine may lose what was answered since. */
        RELAXED
    }
}
