package com.necpgame.platform.embedded.storage;

/**
 * What the storage did and holds.
 *
 * @param batches applied since the storage was opened
 * @param fsyncs of the log since the storage was opened, successful ones
 * @param repairs times it was opened again after a failure
 * @param stalls times RocksDB slowed down or stopped writers because compaction lagged, since it was opened (again)
 * @param stalledMicros how long writers waited for that, together
 * @param diskBytes of all files in the folder
 * @param freeBytes that this process may still write to that disk
 * @param memtableBytes writes held outside the heap that are not in files yet
 * @param cacheBytes held outside the heap together, memtables included
 * @param readers views and cursors that are open
 */
public record Metrics(
        long batches,
        long fsyncs,
        long repairs,
        long stalls,
        long stalledMicros,
        long diskBytes,
        long freeBytes,
        long memtableBytes,
        long cacheBytes,
        long readers) {}
