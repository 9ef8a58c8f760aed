package com.necpgame.harness.slice.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.slice.check.Ledger.Wrong;
import com.necpgame.harness.slice.local.SlicesTarget;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.HttpConnection;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Patience;
import com.necpgame.harness.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The game as its clients have it, over the gateway, without the patience of a good client. */
final class Game {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final SlicesTarget slices;

    Game(SlicesTarget slices) {
        this.slices = slices;
    }

    /** A player. */
    record Guest(String playerId, String token) {
        String subject() {
            return playerId.substring(playerId.indexOf('_') + 1);
        }
    }

    Guest guest() {
        Answer answer = send(Request.post("/v1/auth/guest", Json.object().put("deviceId", "check-" + key())), null);
        return new Guest(
                answer.json().path("playerId").asText(),
                answer.json().path("accessToken").asText());
    }

    String operatorToken() {
        var form = Map.of(
                "grant_type", "client_credentials",
                "client_id", slices.operator().clientId(),
                "client_secret", slices.operator().clientSecret());
        return send(Request.form("/oauth/token", form), null)
                .json()
                .path("access_token")
                .asText();
    }

    Answer send(Request request, @Nullable String token) {
        try (var connection = new HttpConnection(slices.base())) {
            return connection.send(request, token);
        } catch (IOException e) {
            throw new UncheckedIOException(request + ": " + e.getMessage(), e);
        }
    }

    Answer expect(int status, Request request, @Nullable String token) {
        Answer answer = send(request, token);
        if (answer.status() != status) {
            throw new Wrong(status + " was expected to " + request + ", not " + answer);
        }
        return answer;
    }

    Answer grant(Guest guest, long amount) {
        ObjectNode body = Json.object()
                .put("playerId", guest.playerId())
                .put("currency", "credits")
                .put("amount", amount)
                .put("reason", "check");
        return expect(201, Request.post("/v1/grants", body).withKey(key()), operatorToken());
    }

    static Request transfer(Guest to, long amount) {
        ObjectNode body = Json.object()
                .put("to", to.playerId())
                .put("currency", "credits")
                .put("amount", amount);
        return Request.post("/v1/transfers", body).withKey(key());
    }

    /** Looks until it is good. @return what was seen; it fails with what was seen last */
    static <T> T eventually(String what, Supplier<T> eyes, Predicate<T> good) {
        T seen = new Patience(SOON, LOOK).look(eyes, good);
        if (!good.test(seen)) {
            throw new Wrong(what + " did not come within " + SOON + "; seen last: " + seen);
        }
        return seen;
    }

    /** An item as it stands in a table; a missing node if there is none. */
    JsonNode item(String table, String pk, String sk) {
        ObjectNode get = Json.object().put("TableName", table).put("ConsistentRead", true);
        ObjectNode key = get.putObject("Key");
        key.putObject("pk").put("S", pk);
        key.putObject("sk").put("S", sk);
        return slices.door().call("GetItem", get).path("Item");
    }

    /** How many rows a partition has. */
    int rows(String table, String pk) {
        ObjectNode query = Json.object()
                .put("TableName", table)
                .put("KeyConditionExpression", "#pk = :pk")
                .put("ConsistentRead", true)
                .put("Select", "COUNT");
        query.putObject("ExpressionAttributeNames").put("#pk", "pk");
        query.putObject("ExpressionAttributeValues").putObject(":pk").put("S", pk);
        return slices.door().call("Query", query).path("Count").asInt();
    }

    /** An event as the bus carries it. */
    static ObjectNode event(String source, String type, String id, ObjectNode data) {
        ObjectNode event = Json.object().put("version", "0").put("id", id);
        event.put("detail-type", type).put("source", source).put("account", "000000000000");
        event.put("time", "2026-01-01T00:00:00Z").put("region", "local").putArray("resources");
        ObjectNode detail = data.deepCopy();
        detail.putObject("_meta")
                .put("id", id)
                .put("version", 1)
                .put("aggregateId", "check")
                .put("seq", 0)
                .put("time", "2026-01-01T00:00:00Z");
        event.set("detail", detail);
        return event;
    }

    /** A player that only this check knows of. */
    static String stranger() {
        return "plr_" + UUID.randomUUID();
    }

    static ObjectNode joined(String playerId) {
        return event("player", "PlayerJoined", "check-" + key(), Json.object().put("playerId", playerId));
    }

    static String key() {
        return UUID.randomUUID().toString();
    }
}
