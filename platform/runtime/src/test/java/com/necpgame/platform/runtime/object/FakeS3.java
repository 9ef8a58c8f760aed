package com.necpgame.platform.runtime.object;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** As much of S3 as a bucket needs: PUT, GET, LIST (version 2) and DELETE over HTTP, in memory. It checks no signature. */
final class FakeS3 implements AutoCloseable {
    private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final HttpServer server;
    volatile boolean broken;

    record Stored(byte[] bytes, Map<String, String> headers) {}

    FakeS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What the object was put with. */
    Map<String, String> headers(String key) {
        return java.util.Objects.requireNonNull(objects.get(key), key).headers();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring(1);
            var slash = path.indexOf('/');
            var key = slash < 0 ? "" : path.substring(slash + 1);
            if (broken) {
                answer(exchange, 500, "<Error><Code>InternalError</Code></Error>");
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, key);
                case "GET" -> {
                    if (key.isEmpty()) {
                        list(exchange);
                    } else {
                        get(exchange, key);
                    }
                }
                case "DELETE" -> {
                    objects.remove(key);
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> answer(exchange, 405, "");
            }
        }
    }

    private void put(HttpExchange exchange, String key) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        objects.put(key, new Stored("aws-chunked".equals(encoding) ? unchunked(body) : body, headers));
        exchange.getResponseHeaders().add("ETag", "\"1\"");
        exchange.sendResponseHeaders(200, -1);
    }

    /** {@code size;extension CRLF bytes CRLF} over and over, then trailers. */
    private static byte[] unchunked(byte[] body) {
        var out = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int end = at;
            while (body[end] != '\r') {
                end++;
            }
            var size = Integer.parseInt(new String(body, at, end - at, StandardCharsets.US_ASCII).split(";")[0], 16);
            if (size == 0) {
                return out.toByteArray();
            }
            out.write(body, end + 2, size);
            at = end + 2 + size + 2;
        }
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        var found = objects.get(key);
        if (found == null) {
            answer(exchange, 404, "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>");
            return;
        }
        found.headers().forEach((name, value) -> {
            if (name.startsWith("x-amz-meta-") || name.equals("content-type")) {
                exchange.getResponseHeaders().add(name, value);
            }
        });
        exchange.sendResponseHeaders(200, found.bytes().length == 0 ? -1 : found.bytes().length);
        exchange.getResponseBody().write(found.bytes());
    }

    private void list(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getRawQuery();
        var parameters = Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        var prefix = parameters.getOrDefault("prefix", "");
        var contents = objects.tailMap(parameters.getOrDefault("start-after", ""), false).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .limit(Integer.parseInt(parameters.getOrDefault("max-keys", "1000")))
                .map(entry -> "<Contents><Key>" + entry.getKey() + "</Key><Size>"
                        + entry.getValue().bytes().length
                        + "</Size><LastModified>2026-11-20T10:00:00.000Z</LastModified></Contents>")
                .collect(Collectors.joining());
        answer(exchange, 200, "<ListBucketResult>" + contents + "</ListBucketResult>");
    }

    private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
        try (InputStream rest = exchange.getRequestBody()) {
            rest.readAllBytes();
        }
        var body = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
