package com.necpgame.harness.slice.runtime;

import com.necpgame.harness.slice.call.Invoked;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The Runtime API of Lambda for the processes of one function. Each has an address of its own, by a first segment of the
 * path, so that it is known which one asks.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the Lambda runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
    static final int PAYLOAD_BYTES_MAX = 6 * 1024 * 1024;

    private static final String VERSION = "2018-06-01";
    private static final byte[] ACCEPTED = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);

    private final String arn;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Seat> seats = new ConcurrentHashMap<>();

    static {
        // The JDK's server writes head and body apart; without this every answer waits 40 ms. Read once in a JVM.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private RuntimeApi(String arn, HttpServer server) {
        this.arn = arn;
        this.server = server;
    }

    static RuntimeApi open(String arn) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var api = new RuntimeApi(arn, server);
        server.setExecutor(api.threads);
        server.createContext("/", api::handle);
        server.start();
        return api;
    }

    /** @param name one segment of a path */
    Seat seat(String name) {
        var seat = new Seat();
        seats.put(name, seat);
        return seat;
    }

    void leave(String name) {
        var seat = seats.remove(name);
        if (seat != null) {
            seat.close();
        }
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API} for a process. */
    String address(String seat) {
        return "127.0.0.1:" + server.getAddress().getPort() + "/" + seat;
    }

    @Override
    public void close() {
        seats.keySet().forEach(this::leave);
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            // /seat/version/runtime/...
            var path = Arrays.asList(
                    exchange.getRequestURI().getPath().substring(1).split("/", -1));
            var seat = seats.get(path.getFirst());
            if (seat == null || path.size() < 4 || !VERSION.equals(path.get(1)) || !"runtime".equals(path.get(2))) {
                answer(exchange, 404, error("InvalidPath", "no such path"));
                return;
            }
            call(exchange, seat, path.subList(3, path.size()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(HttpExchange exchange, Seat seat, List<String> path) throws IOException, InterruptedException {
        if (path.equals(List.of("invocation", "next"))) {
            next(exchange, seat);
        } else if (path.equals(List.of("init", "error"))) {
            seat.failInit(new Invoked(exchange.getRequestBody().readAllBytes(), Outcomes.UNHANDLED));
            answer(exchange, 202, ACCEPTED);
        } else if (path.size() == 3 && "response".equals(path.getLast())) {
            response(exchange, seat, path.get(1));
        } else if (path.size() == 3 && "error".equals(path.getLast())) {
            var error = new Invoked(exchange.getRequestBody().readAllBytes(), Outcomes.UNHANDLED);
            accept(exchange, seat.answer(path.get(1), error));
        } else {
            answer(exchange, 404, error("InvalidPath", "no such path"));
        }
    }

    private void next(HttpExchange exchange, Seat seat) throws IOException, InterruptedException {
        var work = seat.next();
        if (work.isEmpty()) {
            answer(exchange, 410, error("Gone", "the function is stopped"));
            return;
        }
        var invocation = work.get();
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadlineMillis()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", arn);
        headers.set("Lambda-Runtime-Trace-Id", invocation.trace());
        answer(exchange, 200, invocation.event());
    }

    private static void response(HttpExchange exchange, Seat seat, String id) throws IOException {
        byte[] answer = exchange.getRequestBody().readNBytes(PAYLOAD_BYTES_MAX + 1);
        if (answer.length > PAYLOAD_BYTES_MAX) {
            long bytes = answer.length + exchange.getRequestBody().skip(Long.MAX_VALUE);
            seat.answer(id, Outcomes.answerTooLarge(bytes));
            answer(exchange, 413, error("RequestEntityTooLarge", "the answer is too large"));
        } else {
            accept(exchange, seat.answer(id, new Invoked(answer, null)));
        }
    }

    private static void accept(HttpExchange exchange, boolean known) throws IOException {
        if (known) {
            answer(exchange, 202, ACCEPTED);
        } else {
            answer(exchange, 400, error("InvalidRequestID", "Invalid request ID"));
        }
    }

    private static byte[] error(String type, String message) {
        return "{\"errorMessage\":\"%s\",\"errorType\":\"%s\"}"
                .formatted(message, type)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
