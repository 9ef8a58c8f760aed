package com.necpgame.harness.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a process and its descendants use. Read from {@code /proc} where there is one; elsewhere the memory is unknown.
 *
 * @param handle the process that was started
 */
public record ServerProcess(ProcessHandle handle) {
    private static final Path PROC = Path.of("/proc");
    private static final long BYTES_PER_KIB = 1024;

    /** Processor time since the start, of all threads; in steps of about ten milliseconds. */
    public Duration cpu() {
        return family().map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Bytes of memory that are resident now; 0 if it cannot be known. */
    public long residentBytes() {
        return family().mapToLong(process -> residentBytes(process.pid())).sum();
    }

    private Stream<ProcessHandle> family() {
        return Stream.concat(Stream.of(handle), handle.descendants());
    }

    private static long residentBytes(long pid) {
        try (Stream<String> lines = Files.lines(PROC.resolve(Long.toString(pid)).resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * BYTES_PER_KIB)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
