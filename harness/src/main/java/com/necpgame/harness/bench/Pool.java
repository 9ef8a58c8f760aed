package com.necpgame.harness.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.server.Target;
import com.necpgame.harness.sim.OperatorSession;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Caller;
import com.necpgame.harness.wire.Client;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Meter;
import com.necpgame.harness.wire.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** Players with money, who are there before anything is measured. */
final class Pool {
    /** Some wallets are limited, so less is tried where much is refused; no round limit, so that there is room to receive. */
    private static final long[] FUNDS = {300_000_000, 30_000_000, 3_000_000, 300_000};

    /** @param token good for the whole measurement, if that is not longer than an access token lives */
    record Player(String id, String token) {}

    record CheapestOffer(String id, String currency, long price) {}

    private final List<Player> players = new ArrayList<>();
    private final CheapestOffer offer;

    private Pool(CheapestOffer offer) {
        this.offer = offer;
    }

    /**
     * Signs players in and funds them.
     *
     * @param run distinguishes them from those of other runs
     * @throws IllegalStateException if the server does not do that
     */
    static Pool of(Target target, int size, String run) {
        try (var client = new Client(target.base(), new Meter())) {
            var operator = new OperatorSession(client, target.operator());
            var pool = new Pool(cheapest(client, operator));
            for (int i = 0; i < size; i++) {
                Player player = signIn(client, "bench-" + run + "-" + i);
                pool.players.add(player);
                fund(client, operator, player, pool.offer.currency(), run + "-" + i);
            }
            return pool;
        }
    }

    private static CheapestOffer cheapest(Client client, Caller reader) {
        JsonNode body = must(client.send(reader, Request.get("/v1/offers")), 200, "the offers");
        return StreamSupport.stream(body.path("items").spliterator(), false)
                .filter(item -> item.path("availability").isMissingNode())
                .map(item -> new CheapestOffer(
                        item.path("id").asText(),
                        item.path("price").path("currency").asText(),
                        item.path("price").path("amount").asLong()))
                .min(Comparator.comparingLong(CheapestOffer::price))
                .orElseThrow(() -> new IllegalStateException("the target sells nothing"));
    }

    private static Player signIn(Client client, String device) {
        Request request = Request.post("/v1/auth/guest", Json.object().put("deviceId", device));
        Answer answer = client.send(Caller.NOBODY, request);
        JsonNode body = must(answer, answer.isSuccess() ? answer.status() : 201, "a sign-in");
        var player = new Player(
                body.path("playerId").asText(), body.path("accessToken").asText());
        must(client.send(player::token, Request.get("/v1/wallet")), 200, "a wallet");
        return player;
    }

    private static void fund(Client client, Caller operator, Player player, String currency, String key) {
        Answer last = null;
        for (long amount : FUNDS) {
            Request grant = Request.post(
                            "/v1/grants",
                            Json.object()
                                    .put("playerId", player.id())
                                    .put("currency", currency)
                                    .put("amount", amount)
                                    .put("reason", "benchmark"))
                    .withKey("fund-" + key + "-" + amount);
            last = client.send(operator, grant);
            if (last.isSuccess()) {
                return;
            }
        }
        throw new IllegalStateException("no grant is accepted: " + last);
    }

    private static JsonNode must(Answer answer, int status, String what) {
        if (answer.status() != status) {
            throw new IllegalStateException(what + " was answered by " + answer);
        }
        return answer.json();
    }

    int size() {
        return players.size();
    }

    Player player(int index) {
        return players.get(index % players.size());
    }

    CheapestOffer offer() {
        return offer;
    }
}
