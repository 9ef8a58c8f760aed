package com.necpgame.harness.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** The processor time of a process. Linux tells it per thread to the nanosecond, and of those that have ended in steps of ten milliseconds. */
final class ProcessCpu {
    private ProcessCpu() {}

    static Duration of(long pid) throws IOException {
        long nanos = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (var thread : threads.toList()) {
                nanos += nanos(thread.resolve("schedstat"));
            }
        }
        var living = Duration.ofNanos(nanos);
        var all = ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
        return living.compareTo(all) < 0 ? all : living;
    }

    private static long nanos(Path schedstat) {
        try {
            return Long.parseLong(Files.readString(schedstat).split(" ", -1)[0]);
        } catch (IOException e) {
            // The thread has ended meanwhile.
            return 0;
        }
    }
}
