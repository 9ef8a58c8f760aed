package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.testkit.HaltPoint;
import com.necpgame.platform.testkit.HaltingDynamo;
import com.necpgame.platform.testkit.Write;
import com.necpgame.server.GameClient.Session;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A purchase crosses two modules in several writes: paid, relayed, granted, relayed back, marked delivered. The process
 * dies once before and once after each of them; another goes on over the same store, and the client asks again.
 * Whatever the point: paid once, granted once, delivered.
 */
class PurchaseHaltTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, Object> PURCHASE = Map.of("offerId", "medkit-pair", "quantity", 2);

    @Test
    void aPurchaseSurvivesDeathAtEveryWrite() {
        try (var store = TemporaryDynamo.open()) {
            var points = pointsOfAPurchase(store);
            assertThat(points).as("writes of a purchase").hasSizeGreaterThanOrEqualTo(10);
            for (int i = 0; i < points.size(); i++) {
                dieAndGoOn(store, points.get(i), "device-of-point-" + i);
            }
        }
    }

    private static List<HaltPoint> pointsOfAPurchase(TemporaryDynamo store) {
        var process = HaltingDynamo.over(store.client());
        try (var game = GameServer.over(process.client())) {
            var player = funded(game, "device-of-the-first");
            awaitQuiet(game, process);
            var before = process.log().matching(PurchaseHaltTest::isOfTheFlow).size();
            game.post(player.token(), "/v1/purchases", "p1", PURCHASE).ok();
            awaitDelivered(game, player);
            awaitQuiet(game, process);
            var writes = process.log().matching(PurchaseHaltTest::isOfTheFlow);
            writes.subList(before, writes.size()).forEach(write -> System.out.println("  purchase flow: " + write));
            return IntStream.rangeClosed(1, writes.size() - before)
                    .boxed()
                    .flatMap(n ->
                            List.of(new HaltPoint(HaltPoint.Side.BEFORE, n), new HaltPoint(HaltPoint.Side.AFTER, n))
                                    .stream())
                    .toList();
        }
    }

    private static void dieAndGoOn(TemporaryDynamo store, HaltPoint point, String device) {
        var dying = HaltingDynamo.over(store.client());
        Session player;
        try (var game = GameServer.over(dying.client())) {
            player = funded(game, device);
            awaitQuiet(game, dying);
            dying.haltAt(point, PurchaseHaltTest::isOfTheFlow);
            try {
                game.post(player.token(), "/v1/purchases", "p1", PURCHASE);
            } catch (UncheckedIOException e) {
                // The answer died with the process.
            }
            await("death " + point)
                    .dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(dying::hasHalted);
        }
        try (var game = GameServer.over(store.client())) {
            var again =
                    game.post(player.token(), "/v1/purchases", "p1", PURCHASE).ok();
            awaitDelivered(game, player);
            assertThat(game.get(player.token(), "/v1/purchases").ok().at("/items"))
                    .as("purchases after death %s", point)
                    .hasSize(1);
            assertThat(credits(game, player))
                    .as("credits after death %s", point)
                    .isEqualTo(700);
            assertThat(items(game, player)).as("items after death %s", point).isEqualTo(4);
            assertThat(again.get("id").asText()).isNotEmpty();
        }
    }

    /** Leases are renewed by the clock, not by the purchase. */
    private static boolean isOfTheFlow(Write write) {
        return write.touches().stream().noneMatch(touch -> touch.toString().contains("pk=LEASE#"));
    }

    private static Session funded(GameServer game, String device) {
        var player = game.guest(device);
        game.post(
                        game.operator().token(),
                        "/v1/grants",
                        "grant-" + device,
                        Map.of("playerId", player.playerId(), "currency", "credits", "amount", 1000, "reason", "test"))
                .ok();
        return player;
    }

    private static void awaitDelivered(GameServer game, Session player) {
        await("delivery")
                .dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .until(() -> "DELIVERED"
                        .equals(game.get(player.token(), "/v1/purchases")
                                .ok()
                                .at("/items/0/status")
                                .asText()));
    }

    /** All outboxes are empty, and nothing has been written since the last look. */
    private static void awaitQuiet(GameServer game, HaltingDynamo process) {
        var writes = new int[] {-1};
        await("quiet")
                .dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(150))
                .until(() -> {
                    var seen = process.log()
                            .matching(PurchaseHaltTest::isOfTheFlow)
                            .size();
                    var quiet = seen == writes[0] && Ledgers.eventsWaiting(game) == 0;
                    writes[0] = seen;
                    return quiet;
                });
    }

    private static long credits(GameServer game, Session player) {
        for (JsonNode balance : game.get(player.token(), "/v1/wallet").ok().at("/balances")) {
            if (balance.get("currency").asText().equals("credits")) {
                return balance.get("available").asLong();
            }
        }
        throw new AssertionError("no credits");
    }

    private static long items(GameServer game, Session player) {
        long sum = 0;
        for (JsonNode item : game.get(player.token(), "/v1/inventory").ok().at("/items")) {
            sum += item.get("quantity").asLong();
        }
        return sum;
    }
}
