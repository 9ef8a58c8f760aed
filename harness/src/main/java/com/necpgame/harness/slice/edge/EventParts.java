package com.necpgame.harness.slice.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Members that proxy events of REST and of WebSocket have alike. */
public final class EventParts {
    private static final DateTimeFormatter REQUEST_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int ROOT_BYTES = 12;

    private EventParts() {}

    /**
     * {@code headers} and {@code multiValueHeaders}: the client's, and those that API Gateway adds. Where a name has
     * several values, the first map has its last.
     */
    public static void headers(ObjectNode event, Received request) {
        var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        request.headers()
                .names()
                .forEach(name -> all.put(name, request.headers().getAll(name)));
        all.put("X-Amzn-Trace-Id", List.of(trace()));
        all.merge(
                "X-Forwarded-For",
                List.of(request.address()),
                (given, own) -> List.of(String.join(", ", given) + ", " + own.getFirst()));
        all.put("X-Forwarded-Proto", List.of("http"));
        lists(event, "headers", "multiValueHeaders", all);
    }

    /** {@code queryStringParameters} and {@code multiValueQueryStringParameters}, decoded; null where there are none. */
    public static void query(ObjectNode event, Received request) {
        lists(event, "queryStringParameters", "multiValueQueryStringParameters", request.query());
    }

    private static void lists(ObjectNode event, String last, String every, Map<String, List<String>> all) {
        if (all.isEmpty()) {
            event.putNull(last).putNull(every);
            return;
        }
        var single = event.putObject(last);
        var multi = event.putObject(every);
        all.forEach((name, values) -> {
            single.put(name, values.getLast());
            values.forEach(multi.putArray(name)::add);
        });
    }

    /** What any request context says of where and when. */
    public static ObjectNode requestContext(ObjectNode event, Received request, String stage, String apiId) {
        var now = Instant.now();
        var context = event.putObject("requestContext")
                .put("accountId", "000000000000")
                .put("apiId", apiId)
                .put("stage", stage)
                .put("domainName", request.domain())
                .put("requestId", UUID.randomUUID().toString())
                .put("extendedRequestId", UUID.randomUUID().toString())
                .put("requestTime", REQUEST_TIME.format(now))
                .put("requestTimeEpoch", now.toEpochMilli());
        context.putObject("identity").put("sourceIp", request.address()).put("userAgent", request.header("User-Agent"));
        return context;
    }

    private static String trace() {
        var random = new byte[ROOT_BYTES];
        ThreadLocalRandom.current().nextBytes(random);
        return "Root=1-%08x-%s"
                .formatted(Instant.now().getEpochSecond(), HexFormat.of().formatHex(random));
    }
}
