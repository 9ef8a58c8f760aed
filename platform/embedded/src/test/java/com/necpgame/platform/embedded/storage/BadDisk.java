package com.necpgame.platform.embedded.storage;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** The real disk, but it waits, fails or fills when told. */
final class BadDisk implements Disk {
    /** Happens instead of a call, around it, or after it. */
    interface Fault {
        void run(GroupCommit.Sync call) throws RocksDBException;
    }

    static final Fault NONE = GroupCommit.Sync::run;
    static final Fault FAILS = call -> {
        throw new RocksDBException("injected", new Status(Status.Code.IOError, Status.SubCode.None, "injected"));
    };
    static final Fault IS_FULL = call -> {
        throw new RocksDBException(
                "injected",
                new Status(Status.Code.IOError, Status.SubCode.NoSpace, "No space left on device, injected"));
    };

    volatile Fault sync = NONE;
    volatile Fault write = NONE;
    volatile long usableBytes = Long.MAX_VALUE;
    final AtomicInteger syncs = new AtomicInteger();

    /** A sync or write that has begun and does not end before it is let go, or five seconds passed: a failed test shall not hang. */
    static final class Held implements Fault {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch letGo = new CountDownLatch(1);
        private final boolean before;

        /** @param before whether it waits before it reaches the disk, or after */
        Held(boolean before) {
            this.before = before;
        }

        @Override
        public void run(GroupCommit.Sync call) throws RocksDBException {
            if (!before) {
                call.run();
            }
            begun.countDown();
            try {
                letGo.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (before) {
                call.run();
            }
        }
    }

    @Override
    public long usableBytes(Path folder) {
        return usableBytes == Long.MAX_VALUE ? Disk.REAL.usableBytes(folder) : usableBytes;
    }

    @Override
    public void sync(GroupCommit.Sync log) throws RocksDBException {
        sync.run(log);
        syncs.incrementAndGet();
    }

    @Override
    public void write(GroupCommit.Sync log) throws RocksDBException {
        write.run(log);
    }
}
