package com.necpgame.harness.warm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.server.Operator;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Guests with money. */
final class Players {
    private static final long START_CREDITS = 10_000_000;
    private static final int READS_PERCENT = 50;
    private static final int TRANSFERS_PERCENT = 25;

    private final List<Player> players = new ArrayList<>();

    /** One of them. */
    record Player(String id, String token) {}

    /** What somebody sends. */
    record Turn(Request request, String token) {}

    private Players() {}

    static Players signIn(Connections door, Operator operator, int count) throws IOException {
        var players = new Players();
        Answer token = door.send(
                Request.form(
                        "/oauth/token",
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", operator.clientId(),
                                "client_secret", operator.clientSecret())),
                null);
        for (int i = 0; i < count; i++) {
            players.players.add(signIn(door, token.json().path("access_token").asText()));
        }
        return players;
    }

    private static Player signIn(Connections door, String operator) throws IOException {
        Answer guest = door.send(Request.post("/v1/auth/guest", Json.object().put("deviceId", "warm-" + key())), null);
        var player = new Player(
                guest.json().path("playerId").asText(),
                guest.json().path("accessToken").asText());
        ObjectNode grant = Json.object()
                .put("playerId", player.id)
                .put("currency", "credits")
                .put("amount", START_CREDITS)
                .put("reason", "warm");
        Answer answer = door.send(Request.post("/v1/grants", grant).withKey(key()), operator);
        if (answer.status() != 201) {
            throw new IOException("a grant was answered " + answer);
        }
        return player;
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** The next request: half are reads of a wallet, a quarter each transfers and purchases. */
    Turn turn(RandomGenerator random) {
        Player one = players.get(random.nextInt(players.size()));
        int dice = random.nextInt(100);
        if (dice < READS_PERCENT) {
            return new Turn(Request.get("/v1/wallet"), one.token);
        }
        return dice < READS_PERCENT + TRANSFERS_PERCENT ? transfer(one, random) : purchase(one);
    }

    private Turn transfer(Player one, RandomGenerator random) {
        int other = (players.indexOf(one) + 1 + random.nextInt(players.size() - 1)) % players.size();
        ObjectNode body = Json.object()
                .put("to", players.get(other).id)
                .put("currency", "credits")
                .put("amount", 1);
        return new Turn(Request.post("/v1/transfers", body).withKey(key()), one.token);
    }

    private static Turn purchase(Player one) {
        ObjectNode body = Json.object().put("offerId", "shield-battery-single").put("quantity", 1);
        return new Turn(Request.post("/v1/purchases", body).withKey(key()), one.token);
    }

    List<String> ids() {
        return players.stream().map(Player::id).toList();
    }
}
