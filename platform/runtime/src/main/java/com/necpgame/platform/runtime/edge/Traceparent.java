package com.necpgame.platform.runtime.edge;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * W3C Trace Context's {@code traceparent}: which trace a request belongs to, and which span of it asks.
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param spanId 16 lower-case hex digits, not all zero
 * @param sampled whether the caller records this trace
 * @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
 */
public record Traceparent(String traceId, String spanId, boolean sampled) {
    static final String HEADER = "traceparent";

    private static final Pattern FORMAT =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    /** Empty where the header does not keep the format: the standard then starts a new trace. */
    static Optional<Traceparent> parse(String header) {
        var match = FORMAT.matcher(header);
        if (!match.matches()) {
            return Optional.empty();
        }
        var version = match.group(1);
        var extended = match.group(5) != null;
        if (version.equals("ff") || (version.equals("00") && extended)) {
            return Optional.empty();
        }
        if (match.group(2).equals(NO_TRACE) || match.group(3).equals(NO_SPAN)) {
            return Optional.empty();
        }
        var flags = Integer.parseInt(match.group(4), 16);
        return Optional.of(new Traceparent(match.group(2), match.group(3), (flags & 1) == 1));
    }

    static Traceparent start(RandomGenerator random) {
        return new Traceparent(hex(random) + hex(random), hex(random), false);
    }

    /** This server's own span in the caller's trace. */
    Traceparent child(RandomGenerator random) {
        return new Traceparent(traceId, hex(random), sampled);
    }

    private static String hex(RandomGenerator random) {
        // Never zero, which would mean "no span".
        return "%016x".formatted(random.nextLong() | 1);
    }

    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }
}
