package com.necpgame.platform.embedded.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;

/** What can go wrong beneath the storage. Tests bring disks that fail, fill or wait. */
interface Disk {
    /** @return bytes that this process may still write there */
    long usableBytes(Path folder) throws IOException;

    /** Makes what was appended to the log durable. */
    void sync(GroupCommit.Sync log) throws RocksDBException;

    /** Appends a batch to the log and shows it to readers. */
    void write(GroupCommit.Sync log) throws RocksDBException;

    /** The real one. */
    Disk REAL = new Disk() {
        @Override
        public long usableBytes(Path folder) throws IOException {
            return Files.getFileStore(folder).getUsableSpace();
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
