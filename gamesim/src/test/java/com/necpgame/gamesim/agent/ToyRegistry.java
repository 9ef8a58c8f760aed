package com.necpgame.gamesim.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry on a real socket that keeps to docs/gamesim.md as far as one server sees of it, and fails when it is told to. */
public final class ToyRegistry implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /** What was asked and answered with a good answer, in order. */
    final List<Asked> done = new CopyOnWriteArrayList<>();
    /** All that was asked, also what failed. */
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger lostAnswers = new AtomicInteger();
    final AtomicInteger tokens = new AtomicInteger();
    volatile boolean refusesSecrets;
    volatile int refusesRegistrations;
    public volatile String state = "READY";
    public volatile List<String> sessions = new ArrayList<>();
    private final Map<String, String> answers = new HashMap<>();
    private final HttpServer http;
    private long epoch;
    private long firstGoodToken;

    public record Asked(String path, String key, JsonNode body) {}

    public ToyRegistry() throws IOException {
        http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        http.createContext("/", this::answer);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** As if the lease had run out. */
    public synchronized void endEpoch() {
        epoch++;
    }

    /** Tokens that were given out are good no more. */
    void forgetTokens() {
        firstGoodToken = tokens.get() + 1L;
    }

    public List<Asked> done(String end) {
        return done.stream().filter(request -> request.path().endsWith(end)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path.equals("/oauth/token")) {
                boolean isGood =
                        !refusesSecrets && text.contains("client_id=sim") && text.contains("client_secret=s%26cret");
                send(exchange, isGood ? 200 : 401, isGood ? token() : "{\"error\":\"invalid_client\"}");
                return;
            }
            var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            var request = new Asked(path, key == null ? "" : key, JSON.readTree(text));
            asked.add(request);
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                send(exchange, 503, "");
            } else if (!isSignedIn(exchange)) {
                send(exchange, 401, "{}");
            } else {
                answer(exchange, request);
            }
        }
    }

    private boolean isSignedIn(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        return header.startsWith("Bearer t") && Long.parseLong(header.substring(8)) >= firstGoodToken;
    }

    private void answer(HttpExchange exchange, Asked request) throws IOException {
        int status;
        String body;
        synchronized (this) {
            boolean isRegistration = request.path().equals("/v1/gamesims");
            if (isRegistration && refusesRegistrations > 0) {
                send(exchange, refusesRegistrations, "{\"title\":\"no\"}");
                return;
            }
            boolean isOld = !isRegistration && request.body().path("epoch").asLong() != epoch;
            status = isOld ? 410 : 200;
            body = isOld ? "{}" : once(request);
        }
        if (lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return;
        }
        send(exchange, status, body);
    }

    /** A key that was answered is answered the same. */
    private String once(Asked request) throws IOException {
        if (!request.key().isEmpty() && answers.containsKey(request.key())) {
            return answers.get(request.key());
        }
        done.add(request);
        var body = body(request);
        answers.put(request.key(), body);
        return body;
    }

    private String body(Asked request) {
        ObjectNode body = JSON.createObjectNode().put("state", state);
        if (request.path().equals("/v1/gamesims")) {
            epoch++;
            var key = new byte[32];
            key[0] = (byte) epoch;
            body.put("simId", "sim_1").put("epoch", epoch).put("heartbeatSeconds", 1);
            body.put("tokenKey", Base64.getEncoder().encodeToString(key));
        }
        if (state.equals("DRAINING")) {
            body.put("drainAt", "2030-01-01T00:00:00Z");
        }
        var list = body.putArray("sessions");
        sessions.forEach(session -> list.addObject().put("gameSimId", session).put("state", "ACTIVE"));
        return body.toString();
    }

    private String token() {
        return "{\"access_token\":\"t" + tokens.incrementAndGet() + "\",\"expires_in\":60}";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
