package com.necpgame.platform.embedded.storage;

import java.nio.file.Path;
import org.rocksdb.RocksDBException;

/** What can go wrong beneath the storage. Tests bring disks that fail, fill or wait. */
interface Disk {
    /** How many bytes this process may still write there. */
    long usableBytes(Path folder);

    /** Makes what was appended to the log durable. */
    void sync(GroupCommit.Sync log) throws RocksDBException;

    /** Appends a batch to the log and shows it to readers. */
    void write(GroupCommit.Sync log) throws RocksDBException;

    /** The real one. */
    Disk REAL = new Disk() {
        @Override
        public long usableBytes(Path folder) {
            // One system call; a FileStore would read the table of mounts first.
            return folder.toFile().getUsableSpace();
        }

        @Override
        public void sync(GroupCommit.Sync log) throws RocksDBException {
            log.run();
        }

        @Override
        public void write(GroupCommit.Sync log) throws RocksDBException {
            log.run();
        }
    };
}
