package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.FaultyDynamo;
import com.necpgame.platform.testkit.Rates;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import com.necpgame.server.GameClient.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Eight clients send transfers and purchases while the store throttles, conflicts, fails and loses replies. Each request is
 * repeated until it is answered. In the end every currency sums to zero, every balance equals its entries, none is
 * negative, no bag holds more than it may, and everything paid for was granted once.
 *
 * <p>Run by {@code make faults}; {@code -Doperations=} sizes it.
 */
@Tag("soak")
@ExtendWith(Seeded.class)
class FaultSoak {
    private static final int CLIENTS = 8;
    private static final int PLAYERS = 16;
    private static final double RATE_OF_EACH_FAULT = 0.01;
    private static final int TRIES_MAX = 200;

    @Test
    void theBooksAgreeWhateverTheStoreDoes(Seed seed) {
        var operations = Integer.getInteger("operations", 10_000);
        try (var store = TemporaryDynamo.open();
                var faulty = FaultyDynamo.over(store.client(), seed.random("faults"));
                var game = GameServer.over(faulty.client())) {
            var players = players(game);
            var random = seed.random("requests");
            var requests = new ArrayList<Callable<String>>();
            for (int i = 0; i < operations; i++) {
                requests.add(request(game, players, random, "op-" + i));
            }
            faulty.loud(Rates.each(RATE_OF_EACH_FAULT));
            var answers = new TreeMap<String, Integer>();
            Concurrently.on(CLIENTS, Duration.ofMinutes(25), requests)
                    .values()
                    .forEach(answer -> answers.merge(answer, 1, Integer::sum));
            faulty.quiet();
            await("all events relayed").atMost(Duration.ofMinutes(5)).until(() -> Ledgers.eventsWaiting(game) == 0);
            redrive(game);
            check(store);
            System.out.printf(
                    "%s: %d operations, answers %s, faults %s%n", seed, operations, answers, faulty.injected());
        }
    }

    private static List<Session> players(GameServer game) {
        var operator = game.operator().token();
        var players = new ArrayList<Session>();
        for (int i = 0; i < PLAYERS; i++) {
            var player = game.guest("fault-device-" + i);
            var grant =
                    Map.of("playerId", player.playerId(), "currency", "credits", "amount", 20_000, "reason", "soak");
            game.post(operator, "/v1/grants", "grant-" + i, grant).ok();
            players.add(player);
        }
        return players;
    }

    private static Callable<String> request(
            GameServer game, List<Session> players, RandomGenerator random, String key) {
        var from = players.get(random.nextInt(players.size()));
        var to = players.get(random.nextInt(players.size()));
        var buys = random.nextInt(4) == 0;
        var body = buys
                ? Map.of("offerId", "medkit-pair", "quantity", 1 + random.nextInt(3))
                : Map.of("to", to.playerId(), "currency", "credits", "amount", 1 + random.nextInt(500));
        return () -> untilAnswered(game, from, buys ? "/v1/purchases" : "/v1/transfers", key, body);
    }

    private static String untilAnswered(GameServer game, Session player, String path, String key, Object body) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var answer = game.post(player.token(), path, key, body);
            if (answer.status() < 500) {
                return answer.status() + answer.body().path("code").asText();
            }
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(503);
        }
        throw new AssertionError("no answer in " + TRIES_MAX + " tries");
    }

    /** A listener that failed five times in a row has its events in the dead letters; the operator sends them again. */
    private static void redrive(GameServer game) {
        var operator = game.operator().token();
        for (var listener : Map.of("economy", "PurchaseDelivery", "inventory", "PurchaseItems")
                .entrySet()) {
            var path = "/v1/operations/%s/dead-letters/%s/replay".formatted(listener.getKey(), listener.getValue());
            while (game.post(operator, path, "", Map.of()).ok().get("more").asBoolean()) {
                // until none is left
            }
        }
        await().until(() -> Ledgers.eventsWaiting(game) == 0);
    }

    private static void check(TemporaryDynamo store) {
        Ledgers.check(store.client());
        var purchases = Ledgers.rows(store.client(), "economy", "PURCHASE#");
        assertThat(purchases).isNotEmpty().allMatch(row -> row.toString().contains("DELIVERED"));
        long bought = Ledgers.sum(store.client(), "economy", "PURCHASE#", "quantity") * 2;
        long stored = Ledgers.sum(store.client(), "inventory", "BAG#", "quantity");
        long mailed = Ledgers.sum(store.client(), "inventory", "MAIL#", "quantity");
        assertThat(stored + mailed).as("medkits in bags and mail").isEqualTo(bought);
        var slots = new TreeMap<String, Integer>();
        Ledgers.rows(store.client(), "inventory", "BAG#").stream()
                .filter(row -> row.containsKey("quantity"))
                .forEach(row -> slots.merge(String.valueOf(row.get("pk")), 1, Integer::sum));
        assertThat(slots.values()).as("slots used").allMatch(used -> used <= 100);
    }
}
