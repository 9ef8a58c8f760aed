package com.necpgame.harness.slice.edge;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * By what a request is found in logs, as the one JVM answers it.
 *
 * @param correlation the client's own, or the trace's id
 * @param parent a W3C traceparent
 */
record Trace(String correlation, String parent) {
    private static final Pattern CORRELATION = Pattern.compile("[A-Za-z0-9._:+/=@-]{1,128}");
    private static final Pattern PARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})");
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    static Trace of(Received request) {
        var given = PARENT.matcher(text(request, "traceparent"));
        var known = given.matches();
        var id = known ? given.group(1) : hex(TRACE_BYTES);
        var flags = known ? given.group(2) : "01";
        var correlation = text(request, "X-Correlation-Id");
        return new Trace(
                CORRELATION.matcher(correlation).matches() ? correlation : id,
                "00-" + id + "-" + hex(SPAN_BYTES) + "-" + flags);
    }

    private static String text(Received request, String header) {
        var value = request.header(header);
        return value == null ? "" : value;
    }

    private static String hex(int bytes) {
        var random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
