package com.necpgame.harness.voice;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What one stretch of talk gave.
 *
 * @param expected how many deliveries there should have been of what was sent
 * @param withheld frames that speakers did not send, as the server took none
 * @param delivered frames that came to listeners
 * @param p50Nanos age of what was delivered, from the speaker's sending to the listener's reading
 * @param cpu what the server used meanwhile
 * @param clientCpu what the load generator used meanwhile
 * @param lost clients that the server has put out so far
 */
public record VoiceRound(
        Duration time,
        long expected,
        long withheld,
        long delivered,
        long p50Nanos,
        long p99Nanos,
        long maxNanos,
        Duration cpu,
        Duration clientCpu,
        long lost) {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLION = 1e6;

    static VoiceRound of(
            Duration time, long expected, long withheld, Histogram ages, Duration cpu, Duration clientCpu, long lost) {
        return new VoiceRound(
                time,
                expected,
                withheld,
                ages.getTotalCount(),
                ages.getValueAtPercentile(50),
                ages.getValueAtPercentile(99),
                ages.getMaxValue(),
                cpu,
                clientCpu,
                lost);
    }

    public double perSecond() {
        return delivered / seconds(time);
    }

    /** The measure of this bench. */
    public double cpuSecondsPerMillion() {
        return seconds(cpu) * MILLION / Math.max(1, delivered);
    }

    public double clientCpuSecondsPerMillion() {
        return seconds(clientCpu) * MILLION / Math.max(1, delivered);
    }

    public double cores() {
        return seconds(cpu) / seconds(time);
    }

    public double clientCores() {
        return seconds(clientCpu) / seconds(time);
    }

    public double p50Millis() {
        return p50Nanos / NANOS_PER_MILLI;
    }

    public double p99Millis() {
        return p99Nanos / NANOS_PER_MILLI;
    }

    public double maxMillis() {
        return maxNanos / NANOS_PER_MILLI;
    }

    public double share() {
        return delivered / (double) Math.max(1, expected);
    }

    /** One line of numbers, for the process that asked. */
    public String line() {
        return Stream.of(
                        time.toNanos(),
                        expected,
                        withheld,
                        delivered,
                        p50Nanos,
                        p99Nanos,
                        maxNanos,
                        cpu.toNanos(),
                        clientCpu.toNanos(),
                        lost)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    /** @throws IllegalArgumentException if it is no such line */
    static VoiceRound parse(String line) {
        var n = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        if (n.length != 10) {
            throw new IllegalArgumentException("no round: " + line);
        }
        return new VoiceRound(
                Duration.ofNanos(n[0]),
                n[1],
                n[2],
                n[3],
                n[4],
                n[5],
                n[6],
                Duration.ofNanos(n[7]),
                Duration.ofNanos(n[8]),
                n[9]);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND;
    }
}
