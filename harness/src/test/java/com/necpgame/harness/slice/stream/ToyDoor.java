package com.necpgame.harness.slice.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.wire.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A store of one table that answers Query by partition, page by page, and nothing else. */
final class ToyDoor implements AutoCloseable {
    private final NavigableMap<String, ObjectNode> rows = new ConcurrentSkipListMap<>();
    private final HttpServer server;
    final AtomicInteger refusals = new AtomicInteger();

    ToyDoor() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void put(String partition, String id) {
        ObjectNode item = Json.object();
        item.putObject("pk").put("S", partition);
        item.putObject("sk").put("S", id);
        rows.put(partition + "/" + id, item);
    }

    void delete(JsonNode keys) {
        rows.remove(keys.path("pk").path("S").asText()
                + "/"
                + keys.path("sk").path("S").asText());
    }

    int size() {
        return rows.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode query = Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            boolean refused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            byte[] answer = (refused ? Json.object().put("__type", "ThrottlingException") : page(query))
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused ? 400 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private ObjectNode page(JsonNode query) {
        String prefix =
                query.path("ExpressionAttributeValues").path(":pk").path("S").asText() + "/";
        String after =
                prefix + query.path("ExclusiveStartKey").path("sk").path("S").asText();
        ObjectNode page = Json.object();
        var items = page.putArray("Items");
        for (var row : rows.tailMap(after, false).entrySet()) {
            if (!row.getKey().startsWith(prefix)) {
                break;
            }
            if (items.size() == query.path("Limit").asInt()) {
                page.set("LastEvaluatedKey", items.get(items.size() - 1));
                break;
            }
            items.add(row.getValue());
        }
        return page;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
