package com.necpgame.platform.embedded.storage;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Whether the disk has room for more, looked at no more than ten times a second. */
final class FreeSpace {
    private static final long SAMPLE_NANOS = 100_000_000;

    private final Disk disk;
    private final Path folder;
    private final long reserveBytes;
    private final AtomicLong sampledNanos;
    private volatile long usableBytes;

    FreeSpace(Disk disk, Path folder, long reserveBytes) {
        this.disk = disk;
        this.folder = folder;
        this.reserveBytes = reserveBytes;
        this.sampledNanos = new AtomicLong(System.nanoTime());
        this.usableBytes = measure();
    }

    boolean isScarce() {
        return usableBytes() < reserveBytes;
    }

    /** Whether there is enough to trust again, after a write met the end of the disk. */
    boolean hasRoom(long bytes) {
        return usableBytes() >= Math.max(bytes, reserveBytes);
    }

    long usableBytes() {
        long last = sampledNanos.get();
        long now = System.nanoTime();
        if (now - last >= SAMPLE_NANOS && sampledNanos.compareAndSet(last, now)) {
            usableBytes = measure();
        }
        return usableBytes;
    }

    private long measure() {
        return disk.usableBytes(folder);
    }

    String describe() {
        return "%s has %,d MiB free, the reserve is %,d MiB".formatted(folder, usableBytes >> 20, reserveBytes >> 20);
    }
}
