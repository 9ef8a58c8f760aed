package com.necpgame.platform.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on a free port of this machine that answers whatever a test wants, and the document of its API. */
final class Shop implements AutoCloseable {
    static final OpenApiDocument DOCUMENT = OpenApiDocument.parse(text());

    /** What a request looks like to the server. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    record Question(String method, String path, Map<String, String> headers, byte[] body) {}

    /** What the server answers; an empty content type is left out. */
    record Answer(int status, String contentType, String body) {
        static Answer json(int status, String body) {
            return new Answer(status, "application/json", body);
        }

        static Answer problem(int status, String code) {
            return new Answer(
                    status, "application/problem+json", "{\"code\":\"" + code + "\",\"status\":" + status + "}");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Shop(Function<Question, Answer> serve) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> answer(exchange, serve));
        server.setExecutor(threads);
        server.start();
    }

    static String text() {
        try (InputStream in = Objects.requireNonNull(Shop.class.getResourceAsStream("shop.yml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, Function<Question, Answer> serve) throws IOException {
        try (exchange) {
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            var answer = serve.apply(new Question(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    exchange.getRequestBody().readAllBytes()));
            if (!answer.contentType.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Type", answer.contentType);
            }
            var body = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
