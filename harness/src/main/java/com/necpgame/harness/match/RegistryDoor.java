package com.necpgame.harness.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.server.Operator;
import com.necpgame.harness.sim.OperatorSession;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Caller;
import com.necpgame.harness.wire.Client;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Meter;
import com.necpgame.harness.wire.Patience;
import com.necpgame.harness.wire.Request;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registry over HTTP. Patient while it is down: a request with its key is sent again until it is answered. */
final class RegistryDoor implements AutoCloseable {
    /** For a slot; below the registry's default of what it allows. */
    private static final int WAIT_SECONDS = 20;

    private static final String SESSION = "/v1/game-sessions/{id}";
    private static final Patience OUTAGE = new Patience(Duration.ofMinutes(2), Duration.ofMillis(200));

    private final Client client;
    private final Caller operator;
    private final Caller gamesim;

    RegistryDoor(URI base, Operator operator, Operator gamesim, Meter meter) {
        client = new Client(base, meter);
        this.operator = new OperatorSession(client, operator);
        this.gamesim = new OperatorSession(client, gamesim);
    }

    /** A guest. @throws IllegalStateException if the sign-in is refused */
    Guest signIn(String deviceId) {
        var request = Request.post("/v1/auth/guest", Json.object().put("deviceId", deviceId));
        return new Guest(() -> ok(patiently(Caller.NOBODY, request)).json());
    }

    /** Asks for a session. The same key is the same session. */
    Answer create(Guest guest, int playersMax, String key) {
        var wish = Json.object().put("playersMax", playersMax).put("timeoutSeconds", WAIT_SECONDS);
        return post(guest, "/v1/game-sessions", wish, key);
    }

    Answer join(Guest guest, String gameSimId, String key) {
        return patiently(
                guest,
                Request.post(SESSION + "/players", Json.object(), gameSimId).withKey(key));
    }

    Answer joinByCode(Guest guest, String joinCode, String key) {
        return post(guest, "/v1/game-sessions/joins", Json.object().put("joinCode", joinCode), key);
    }

    /** The sessions in which a player has a place now. */
    List<String> mine(Guest guest) {
        return texts(ok(patiently(guest, Request.get("/v1/game-sessions/mine"))).json(), "gameSimId");
    }

    JsonNode session(String gameSimId) {
        return ok(patiently(operator, Request.get(SESSION, gameSimId))).json();
    }

    JsonNode server(String simId) {
        return ok(patiently(operator, Request.get("/v1/gamesims/{id}", simId))).json();
    }

    /** All servers; nothing while the registry is down. */
    Optional<List<JsonNode>> servers() {
        try {
            var all = new ArrayList<JsonNode>();
            String cursor = "";
            do {
                String query = cursor.isEmpty() ? "" : "&cursor=" + cursor;
                Answer answer = client.send(
                        operator, new Request("GET", "/v1/gamesims", "/v1/gamesims?limit=100" + query, Map.of(), null));
                if (answer.status() != 200) {
                    return Optional.empty();
                }
                answer.json().path("items").forEach(all::add);
                cursor = answer.json().path("nextCursor").asText("");
            } while (!cursor.isEmpty() && !"null".equals(cursor));
            return Optional.of(all);
        } catch (UncheckedIOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** A closing report, as its game server would send it. */
    Answer report(String gameSimId, JsonNode body, String key) {
        return patiently(
                gamesim, Request.post(SESSION + "/report", body, gameSimId).withKey(key));
    }

    private Answer post(Caller caller, String route, JsonNode body, String key) {
        return patiently(caller, Request.post(route, body).withKey(key));
    }

    /** @throws UncheckedIOException if there is no answer for longer than a restart takes */
    private Answer patiently(Caller caller, Request request) {
        var failure = new ArrayList<UncheckedIOException>();
        Optional<Answer> answer = OUTAGE.look(
                () -> {
                    try {
                        return Optional.of(client.send(caller, request));
                    } catch (UncheckedIOException e) {
                        failure.add(e);
                        return Optional.empty();
                    }
                },
                Optional::isPresent);
        return answer.orElseThrow(failure::getLast);
    }

    private static Answer ok(Answer answer) {
        if (!answer.isSuccess()) {
            throw new IllegalStateException("refused: " + answer);
        }
        return answer;
    }

    private static List<String> texts(JsonNode listing, String name) {
        var texts = new ArrayList<String>();
        listing.path("items").forEach(item -> texts.add(item.path(name).asText()));
        return texts;
    }

    @Override
    public void close() {
        client.close();
    }
}
