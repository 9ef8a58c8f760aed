package com.necpgame.platform.embedded.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** What the disk itself can do: append 1 KiB and fdatasync, one after the other. */
final class Fsyncs {
    private static final int BYTES = 1024;

    private Fsyncs() {}

    static Round round(Path folder, Duration time) throws IOException {
        var file = folder.resolve("fsync");
        var times = new Histogram(3);
        long start = System.nanoTime();
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.allocateDirect(BYTES);
            for (long now = start; now < start + time.toNanos(); ) {
                bytes.clear();
                channel.write(bytes);
                channel.force(false);
                long then = System.nanoTime();
                times.recordValue(then - now);
                now = then;
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return new Round(times, Duration.ofNanos(System.nanoTime() - start), Duration.ZERO, 0);
    }
}
