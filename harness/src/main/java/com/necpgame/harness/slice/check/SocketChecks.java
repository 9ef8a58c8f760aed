package com.necpgame.harness.slice.check;

import static com.necpgame.harness.slice.check.Ledger.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.slice.call.Invoked;
import com.necpgame.harness.slice.check.Game.Guest;
import com.necpgame.harness.slice.local.SlicesTarget;
import com.necpgame.harness.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** API Gateway's WebSocket shape, at the voice module's door. */
final class SocketChecks {
    /** What the voice function is given as its only API key. */
    static final String API_KEY = "slices-check-api-key-0123456789";

    private static final int SECONDS_MAX = 60;
    private static final String VOICE = "voice";
    private static final String PING = "{\"action\":\"ping\",\"cid\":\"1\",\"data\":{\"t\":1}}";

    private final SlicesTarget slices;
    private final Game game;
    private final HttpClient client = HttpClient.newHttpClient();

    SocketChecks(SlicesTarget slices, Game game) {
        this.slices = slices;
        this.game = game;
    }

    /** What a client hears. */
    private static final class Ears implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        String await(String action) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
            while (true) {
                @Nullable String text = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                require(text != null, "no " + action + " came");
                if (text != null && Json.parse(text).path("action").asText().equals(action)) {
                    return text;
                }
            }
        }
    }

    void run(Ledger ledger) {
        Guest guest = game.guest();
        ledger.check("WebSocket refused without a token", () -> {
            int status = refusal();
            require(status == 401 || status == 403, "401 or 403, not " + status);
            return Integer.toString(status);
        });
        ledger.check("WebSocket connect, message, disconnect", () -> connectTalkLeave(guest));
        ledger.check("WebSocket message to a connection that is gone (410)", () -> gone(guest));
    }

    private int refusal() {
        try {
            client.newWebSocketBuilder()
                    .buildAsync(address(), new Ears())
                    .join()
                    .abort();
            return 101;
        } catch (CompletionException e) {
            return e.getCause() instanceof WebSocketHandshakeException refused
                    ? refused.getResponse().statusCode()
                    : -1;
        }
    }

    private URI address() {
        return URI.create("ws://127.0.0.1:" + slices.base().getPort() + "/voice");
    }

    private String connectTalkLeave(Guest guest) throws InterruptedException {
        var ears = new Ears();
        WebSocket socket = client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + guest.token())
                .header("x-api-key", API_KEY)
                .buildAsync(address(), ears)
                .join();
        socket.sendText(PING, true).join();
        String pong = ears.await("pong");
        String seats = "SEATS#" + guest.playerId();
        require(game.rows(VOICE, seats) == 1, "one seat taken, not " + game.rows(VOICE, seats));
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        Game.eventually("the end of the seat", () -> game.rows(VOICE, seats), rows -> rows == 0);
        return pong + ", and its seat is free again";
    }

    /** The function has a connection that the gateway has not: what it posts is answered 410, and its rows go. */
    private String gone(Guest guest) {
        String id = "Gone" + UUID.randomUUID().toString().substring(0, 8) + "=";
        requireOk(slices.slice(VOICE).function().invoke(bytes(event(id, "CONNECT", guest, null))));
        JsonNode there = game.item(VOICE, "CONNECTION#" + id, "-");
        require(!there.isMissingNode(), "a row of the connection after its CONNECT");
        requireOk(slices.slice(VOICE).function().invoke(bytes(event(id, "MESSAGE", guest, PING))));
        Game.eventually(
                "the end of its row",
                () -> game.item(VOICE, "CONNECTION#" + id, "-"),
                row -> row.isMissingNode() || row.isEmpty());
        return "its row is gone";
    }

    private static void requireOk(Invoked invoked) {
        String answer = new String(invoked.answer(), StandardCharsets.UTF_8);
        require(
                !invoked.failed() && Json.parse(answer).path("statusCode").asInt() == 200,
                "statusCode 200, not " + answer);
    }

    private static byte[] bytes(ObjectNode event) {
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode event(String id, String type, Guest guest, @Nullable String body) {
        ObjectNode event = Json.object();
        ObjectNode headers = event.putObject("headers");
        headers.put("x-api-key", API_KEY).put("Authorization", "Bearer " + guest.token());
        event.putObject("multiValueHeaders");
        ObjectNode context = event.putObject("requestContext");
        context.put("connectionId", id).put("eventType", type);
        context.put("routeKey", "MESSAGE".equals(type) ? "$default" : "$" + type.toLowerCase(Locale.ROOT));
        context.put("domainName", "127.0.0.1:" + slices.base().getPort());
        context.put("stage", "local").put("apiId", "local").put("requestId", Game.key());
        context.put("connectedAt", System.currentTimeMillis()).put("requestTimeEpoch", System.currentTimeMillis());
        if (body != null) {
            event.put("body", body);
        }
        return event.put("isBase64Encoded", false);
    }
}
