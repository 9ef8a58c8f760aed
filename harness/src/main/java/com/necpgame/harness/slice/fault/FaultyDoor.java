package com.necpgame.harness.slice.fault;

import com.necpgame.harness.wire.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the door of a store and passes calls on, but for those that it is told to refuse, as a policy does that lacks
 * a right.
 */
public final class FaultyDoor implements AutoCloseable {
    /** Set by HTTP itself, or by {@link HttpClient}. */
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding", "date");

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final URI door;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LongAdder refused = new LongAdder();
    private final HttpServer server;
    private volatile @Nullable BiPredicate<String, String> refuses;

    private FaultyDoor(URI door) throws IOException {
        this.door = door;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Opens one on a free port of loopback. */
    public static FaultyDoor before(URI door) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        return new FaultyDoor(door);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * From now on refuses some calls.
     *
     * @param calls judges by the operation, such as {@code PutItem}, and the request's JSON
     */
    public void refuse(BiPredicate<String, String> calls) {
        refuses = calls;
    }

    public void refuseNothing() {
        refuses = null;
    }

    /** How many calls were refused so far. */
    public long refused() {
        return refused.sum();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            var judge = refuses;
            if (judge != null
                    && judge.test(
                            target.substring(target.indexOf('.') + 1), new String(body, StandardCharsets.UTF_8))) {
                refused.increment();
                send(exchange, 400, denied());
            } else {
                pass(exchange, body);
            }
        }
    }

    /** An error that the SDK does not try again by itself: with its own tries a listener's would take minutes. */
    private static byte[] denied() {
        return Json.object()
                .put("__type", "com.amazon.coral.service#AccessDeniedException")
                .put("message", "User is not authorized to perform this operation.")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private void pass(HttpExchange exchange, byte[] body) throws IOException {
        try {
            HttpResponse<byte[]> answer = client.send(request(exchange, body), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            send(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        var request = HttpRequest.newBuilder(door).timeout(TIMEOUT);
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/x-amz-json-1.0"));
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
