package com.necpgame.harness.slice.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.slice.call.SliceDescription;
import com.necpgame.harness.slice.call.SliceDescription.Route;
import com.necpgame.harness.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Events for a slice of which nothing is known but what it says of itself. */
public final class SliceEvents {
    private static final String ADDRESS = "192.0.2.1";

    private final SliceDescription slice;

    public SliceEvents(SliceDescription slice) {
        this.slice = slice;
    }

    /**
     * What a function meets in its life: every route, with a caller whom the gateway knows, with a token, and with neither; an address that
     * does not exist; a connection that is refused.
     *
     * @param token an access token; empty where there is none
     */
    public List<byte[]> training(String token, int rounds) {
        var events = new ArrayList<byte[]>();
        for (int round = 0; round < rounds; round++) {
            for (var route : slice.routes()) {
                var path =
                        route.path().replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
                events.add(bytes(known(rest(route.method(), path))));
                if (!token.isEmpty()) {
                    events.add(bytes(bearing(rest(route.method(), path), token)));
                }
            }
            firstRead().ifPresent(route -> events.add(bytes(rest(route.method(), route.path()))));
            events.add(bytes(known(rest("GET", "/v1/no-such-place"))));
            slice.sockets().forEach(path -> events.add(bytes(connect(path))));
        }
        return events;
    }

    /** A read of a caller's own data: the first such route. The caller is one whom the gateway knows. */
    public Optional<byte[]> read() {
        return firstRead().map(route -> bytes(known(rest(route.method(), route.path()))));
    }

    /** The same read by a caller whose token the function checks itself. */
    public Optional<byte[]> readBearing(String token) {
        return firstRead().map(route -> bytes(bearing(rest(route.method(), route.path()), token)));
    }

    public Optional<Route> firstRead() {
        return slice.routes().stream()
                .filter(route -> "GET".equals(route.method()) && route.secured())
                .filter(route -> !route.path().contains("{") && route.path().startsWith("/v1/" + word()))
                .findFirst();
    }

    /** What the route of a module's own data begins with. */
    private String word() {
        return "economy".equals(slice.module()) ? "wallet" : "";
    }

    private static ObjectNode rest(String method, String path) {
        var event = Json.object().put("resource", path).put("path", path).put("httpMethod", method);
        var headers = event.putObject("headers")
                .put("Accept", "application/json")
                .put("Host", "api.example.com")
                .put("User-Agent", "harness")
                .put("X-Forwarded-For", ADDRESS);
        var lists = event.putObject("multiValueHeaders");
        event.putNull("queryStringParameters").putNull("multiValueQueryStringParameters");
        event.putNull("pathParameters").putNull("stageVariables");
        if (!"GET".equals(method)) {
            headers.put("Content-Type", "application/json")
                    .put("Idempotency-Key", UUID.randomUUID().toString());
            event.put("body", "{}");
        } else {
            event.putNull("body");
        }
        headers.properties().forEach(header -> lists.putArray(header.getKey()).add(header.getValue()));
        context(event).put("httpMethod", method).put("path", path).put("resourcePath", path);
        return event.put("isBase64Encoded", false);
    }

    private static ObjectNode connect(String path) {
        var event = Json.object();
        event.putObject("headers").put("Host", "ws.example.com");
        event.putObject("multiValueHeaders").putArray("Host").add("ws.example.com");
        context(event)
                .put("routeKey", "$connect")
                .put("eventType", "CONNECT")
                .put("connectionId", "Jb3c=")
                .put("path", path);
        return event.put("isBase64Encoded", false);
    }

    private static ObjectNode context(ObjectNode event) {
        var context = event.putObject("requestContext")
                .put("accountId", "000000000000")
                .put("apiId", "necpgame")
                .put("stage", "local")
                .put("domainName", "api.example.com")
                .put("protocol", "HTTP/1.1")
                .put("requestId", UUID.randomUUID().toString())
                .put("requestTimeEpoch", System.currentTimeMillis());
        context.putObject("identity").put("sourceIp", ADDRESS).put("userAgent", "harness");
        return context;
    }

    private static ObjectNode known(ObjectNode event) {
        ((ObjectNode) event.path("requestContext"))
                .putObject("authorizer")
                .putObject("claims")
                .put("sub", UUID.randomUUID().toString())
                .put("token_use", "access")
                .put("scope", "necpgame/player")
                .put("client_id", "necpgame");
        return event;
    }

    private static ObjectNode bearing(ObjectNode event, String token) {
        var value = "Bearer " + token;
        ((ObjectNode) event.path("headers")).put("Authorization", value);
        ((ObjectNode) event.path("multiValueHeaders")).putArray("Authorization").add(value);
        return event;
    }

    private static byte[] bytes(ObjectNode event) {
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }
}
