package com.necpgame.harness.toy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.server.Operator;
import com.necpgame.harness.server.RunningTarget;
import com.necpgame.harness.wire.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The wire of the game over the toy's rules. */
public final class ToyServer implements AutoCloseable {
    private static final String OPERATOR_ID = "(operator)";
    private static final Set<String> TRANSFER = Set.of("to", "currency", "amount");

    private record Reply(int status, JsonNode body, Map<String, String> headers) {
        Reply(int status, JsonNode body) {
            this(status, body, Map.of());
        }
    }

    private record Stored(String body, Reply reply) {}

    private final ToyGame game;
    private final Operator operator;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, Stored> stored = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();

    private ToyServer(@Nullable Bug bug, int port, String secret) throws IOException {
        game = new ToyGame(bug);
        operator = new Operator(Operator.CLIENT_ID, secret);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    /**
     * Starts a server.
     *
     * @param bug null for one that is right
     */
    public static ToyServer start(@Nullable Bug bug) {
        return start(bug, 0, "toy-secret");
    }

    static ToyServer start(@Nullable Bug bug, int port, String secret) {
        try {
            return new ToyServer(bug, port, secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RunningTarget target() {
        return new RunningTarget(
                URI.create("http://127.0.0.1:" + http.getAddress().getPort()), operator);
    }

    public long requests() {
        return requests.get();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.close();
        game.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Reply reply;
        try {
            reply = answer(exchange, body);
        } catch (Refused e) {
            reply = new Reply(
                    e.status,
                    Json.object()
                            .put("type", "toy:" + e.code)
                            .put("title", e.code)
                            .put("status", e.status)
                            .put("code", e.code));
        } catch (RuntimeException e) {
            reply = new Reply(500, Json.object().put("title", e.toString()).put("status", 500));
        }
        send(exchange, reply);
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] bytes = reply.body.toString().getBytes(StandardCharsets.UTF_8);
        boolean problem = reply.status >= 400 && !game.has(Bug.PLAIN_JSON_PROBLEMS);
        exchange.getResponseHeaders().set("Content-Type", problem ? "application/problem+json" : "application/json");
        reply.headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Reply answer(HttpExchange exchange, String body) {
        String route =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        if (route.equals("GET /health/readiness")) {
            return new Reply(200, Json.object().put("status", "UP"));
        }
        if (route.equals("POST /v1/auth/guest")) {
            return signIn(Json.parse(body));
        }
        if (route.equals("POST /oauth/token")) {
            return token(form(body));
        }
        String caller = caller(exchange);
        if (route.startsWith("POST ")) {
            return once(caller, route, exchange.getRequestHeaders().getFirst("Idempotency-Key"), body);
        }
        synchronized (game) {
            return read(exchange, route, caller, form(exchange.getRequestURI().getRawQuery()), body);
        }
    }

    private String caller(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        String token = header == null ? "" : header.replace("Bearer ", "");
        String caller = tokens.get(token);
        if (caller == null && game.has(Bug.TOKENS_UNCHECKED)) {
            return game.players.keySet().iterator().next();
        }
        if (caller == null) {
            throw new Refused(401, "platform/unauthenticated");
        }
        return caller;
    }

    private Reply signIn(JsonNode body) {
        var id = new StringBuilder();
        boolean created = game.signIn(ToyGame.text(body, "deviceId"), id);
        return new Reply(
                created ? 201 : 200,
                Json.object()
                        .put("playerId", id.toString())
                        .put("accessToken", newToken(id.toString()))
                        .put("refreshToken", newToken(id.toString()))
                        .put("tokenType", "Bearer")
                        .put("expiresIn", 900)
                        .put("created", created));
    }

    private Reply token(Map<String, String> form) {
        boolean isOperator = operator.clientSecret().equals(form.get("client_secret"));
        String subject = isOperator ? OPERATOR_ID : tokens.get(form.getOrDefault("refresh_token", ""));
        if (subject == null) {
            throw new Refused(401, "identity/invalid-grant");
        }
        return new Reply(
                200,
                Json.object()
                        .put("access_token", newToken(subject))
                        .put("token_type", "Bearer")
                        .put("expires_in", 900));
    }

    private String newToken(String subject) {
        String token = game.id("tok.") + "." + Integer.toHexString(subject.hashCode());
        tokens.put(token, subject);
        return token;
    }

    /** Does something at most once per key, all under one lock, except where a bug wants otherwise. */
    private Reply once(String caller, String route, @Nullable String key, String body) {
        if (key == null) {
            throw new Refused(400, "platform/idempotency-key-missing");
        }
        String row = caller + " " + route + " " + key;
        boolean careless = game.has(Bug.KEY_RACE)
                || (game.has(Bug.LOST_UPDATE) && route.endsWith("transfers"))
                || (game.has(Bug.DOUBLE_CLAIM) && route.endsWith("claim"));
        if (careless) {
            Stored before = stored.get(row);
            if (before != null) {
                return replay(before, body, caller, route);
            }
            game.race(Bug.KEY_RACE);
            Reply reply = act(caller, route, body);
            stored.put(row, new Stored(body, reply));
            return reply;
        }
        synchronized (game) {
            Stored before = stored.get(row);
            return before == null ? actAndStore(row, caller, route, body) : replay(before, body, caller, route);
        }
    }

    private Reply actAndStore(String row, String caller, String route, String body) {
        try {
            Reply reply = act(caller, route, body);
            stored.put(row, new Stored(body, reply));
            return reply;
        } catch (Refused e) {
            if (game.has(Bug.REFUSAL_STORED) && e.status == 409) {
                ObjectNode problem = Json.object()
                        .put("title", e.code)
                        .put("status", e.status)
                        .put("code", e.code);
                stored.put(row, new Stored(body, new Reply(e.status, problem)));
            }
            throw e;
        }
    }

    private Reply replay(Stored before, String body, String caller, String route) {
        if (!before.body.equals(body)) {
            if (game.has(Bug.OTHER_BODY_ACCEPTED)) {
                return act(caller, route, body);
            }
            throw new Refused(409, "platform/idempotency-key-reused");
        }
        if (game.has(Bug.DOUBLE_GRANT) && route.equals("POST /v1/grants")) {
            act(caller, route, body);
        }
        boolean silent = game.has(Bug.NO_REPLAY_HEADER);
        return silent
                ? before.reply
                : new Reply(before.reply.status, before.reply.body, Map.of("Idempotency-Replayed", "true"));
    }

    private Reply act(String caller, String route, String text) {
        JsonNode body = parse(text);
        String[] parts = route.split("[ /]+", -1);
        String last = parts[parts.length - 1];
        String id = parts[parts.length - 2];
        boolean mint = last.equals("grants") || last.equals("burns");
        if (mint && !caller.equals(OPERATOR_ID) && !game.has(Bug.PLAYERS_MAY_GRANT)) {
            throw new Refused(403, "platform/not-allowed");
        }
        if (mint) {
            return new Reply(201, game.mint(body, last.equals("grants") ? 1 : -1));
        }
        ToyPlayer player = game.player(caller);
        return switch (last) {
            case "transfers" -> new Reply(201, game.transfer(player, known(body)));
            case "purchases" -> new Reply(201, game.purchase(player, body));
            case "consume", "discard" -> new Reply(200, game.takeOut(player, id, body, last.equals("consume")));
            case "claim" -> new Reply(200, game.claim(player, id));
            default -> throw new Refused(404, "platform/no-route");
        };
    }

    private JsonNode parse(String text) {
        try {
            return Json.parse(text);
        } catch (IllegalArgumentException e) {
            if (game.has(Bug.MALFORMED_IS_500)) {
                throw e;
            }
            throw new Refused(400, "platform/malformed");
        }
    }

    private static JsonNode known(JsonNode body) {
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            if (!TRANSFER.contains(names.next())) {
                throw new Refused(400, "platform/malformed");
            }
        }
        return body;
    }

    private Reply read(HttpExchange exchange, String route, String caller, Map<String, String> query, String body) {
        if (route.equals("GET /v1/offers")) {
            return new Reply(200, offers());
        }
        if (route.equals("GET /v1/catalog")) {
            return new Reply(200, catalog());
        }
        ToyPlayer player = game.player(caller);
        if (route.startsWith("GET /v1/purchases/")) {
            return new Reply(200, purchase(player, route.substring("GET /v1/purchases/".length())));
        }
        return switch (route) {
            case "GET /v1/wallet" -> new Reply(200, wallet(player));
            case "GET /v1/wallet/entries" -> new Reply(200, page(player.entries.reversed(), query));
            case "GET /v1/inventory" -> new Reply(200, bag(player, query));
            case "GET /v1/inventory/mail" ->
                new Reply(
                        200,
                        page(
                                player.bag.mail.values().stream()
                                        .map(ToyBag.Row::json)
                                        .toList(),
                                query));
            case "GET /v1/profile" -> profile(player);
            case "PUT /v1/profile" ->
                rename(player, exchange.getRequestHeaders().getFirst("If-Match"), Json.parse(body));
            default -> throw new Refused(404, "platform/no-route");
        };
    }

    private ObjectNode purchase(ToyPlayer player, String id) {
        ObjectNode own = player.purchases.get(id);
        if (own == null && game.has(Bug.FOREIGN_PURCHASE_SHOWN)) {
            own = game.players.values().stream()
                    .map(p -> p.purchases.get(id))
                    .filter(p -> p != null)
                    .findFirst()
                    .orElse(null);
        }
        if (own == null) {
            throw new Refused(404, "economy/purchase-not-found");
        }
        return own.deepCopy();
    }

    private static ObjectNode wallet(ToyPlayer player) {
        ObjectNode wallet = Json.object().put("playerId", player.id);
        player.balances.forEach((currency, amount) -> wallet.withArray("balances")
                .addObject()
                .put("currency", currency)
                .put("available", amount)
                .put("held", 0));
        return wallet;
    }

    private ObjectNode bag(ToyPlayer player, Map<String, String> query) {
        return page(player.bag.rows.values().stream().map(ToyBag.Row::json).toList(), query)
                .put("used", player.bag.rows.size())
                .put("capacity", ToyBag.CAPACITY);
    }

    private ObjectNode page(List<ObjectNode> all, Map<String, String> query) {
        int limit = Integer.parseInt(query.getOrDefault("limit", "20"));
        int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
        int shift = from == 0 ? 0 : game.has(Bug.PAGE_SKIPS) ? 1 : game.has(Bug.PAGE_REPEATS) ? -1 : 0;
        int start = Math.min(all.size(), from + shift);
        int end = Math.min(all.size(), start + limit);
        ObjectNode page = Json.object();
        page.withArray("items").addAll(new ArrayList<>(all.subList(start, end)));
        return end < all.size() ? page.put("nextCursor", Integer.toString(end)) : page;
    }

    private static Reply profile(ToyPlayer player) {
        return new Reply(
                200,
                Json.object()
                        .put("playerId", player.id)
                        .put("displayName", player.name)
                        .put("version", player.version),
                Map.of("ETag", "\"" + player.version + "\""));
    }

    private Reply rename(ToyPlayer player, @Nullable String ifMatch, JsonNode body) {
        boolean matches = ("\"" + player.version + "\"").equals(ifMatch);
        if (!matches && !game.has(Bug.STALE_PROFILE_ACCEPTED)) {
            throw new Refused(412, "platform/version-outdated");
        }
        player.name = ToyGame.text(body, "displayName");
        player.version++;
        return profile(player);
    }

    private static ObjectNode offers() {
        ObjectNode page = Json.object();
        ToyGame.OFFERS.forEach((id, offer) -> {
            ObjectNode item = page.withArray("items").addObject().put("id", id).put("quantityMax", offer.quantityMax());
            item.putObject("price").put("currency", offer.currency()).put("amount", offer.price());
            if (!offer.onSale()) {
                item.putObject("availability").put("until", "2026-01-01T00:00:00Z");
            }
            item.putArray("grants").addObject().put("item", offer.item()).put("quantity", offer.quantity());
        });
        return page;
    }

    private static ObjectNode catalog() {
        ObjectNode page = Json.object();
        ToyGame.OFFERS.values().forEach(offer -> {
            boolean unique = ToyBag.Row.isUnique(offer.item());
            ObjectNode item = page.withArray("items")
                    .addObject()
                    .put("id", offer.item())
                    .put("stacking", unique ? "unique" : "stackable");
            if (!unique) {
                item.put("stackMax", ToyBag.STACK_MAX);
            }
        });
        return page;
    }

    private static Map<String, String> form(@Nullable String text) {
        var form = new HashMap<String, String>();
        for (String pair : text == null ? new String[0] : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }
}
