package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.testkit.HaltPoint;
import com.necpgame.platform.testkit.HaltingDynamo;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import com.necpgame.server.GameClient.Session;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Thousands of purchases from many clients while the process dies again and again at random writes. Clients repeat what
 * was not answered. In the end each purchase was paid once, granted once and delivered; the ledger sums to zero.
 *
 * <p>Run by {@code make halts}; {@code -Devents=} and {@code -Dhalts=} size it. One purchase is two events.
 */
@Tag("soak")
@ExtendWith(Seeded.class)
class HaltSoak {
    private static final int CLIENTS = 8;
    private static final int PLAYERS = 64;
    private static final long RETRY_NANOS = 5_000_000;
    private static final long GRANTED = 1_000_000_000L;
    private static final long PRICE = 60;
    private static final Map<String, Object> PURCHASE = Map.of("offerId", "shield-battery-single", "quantity", 1);

    @SuppressWarnings("NullAway.Init") // set before the first client starts
    private volatile GameServer game;

    @Test
    void everyEffectExactlyOnce(Seed seed) throws Exception {
        var purchases = Integer.getInteger("events", 20_000) / 2;
        var halts = Integer.getInteger("halts", 50);
        try (var store = TemporaryDynamo.open()) {
            var players = players(store);
            var next = new AtomicInteger();
            var clients = new ArrayList<Thread>();
            var process = HaltingDynamo.over(store.client());
            game = GameServer.over(process.client());
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Thread.ofVirtual().start(() -> buy(players, next, purchases)));
            }
            var died = dieAgainAndAgain(store, process, seed.random("halts"), halts, next, purchases);
            for (var client : clients) {
                assertThat(client.join(Duration.ofMinutes(20)))
                        .as("a client ended")
                        .isTrue();
            }
            await("all events relayed")
                    .dontCatchUncaughtExceptions()
                    .atMost(Duration.ofMinutes(10))
                    .until(() -> Ledgers.eventsWaiting(game) == 0);
            check(store, purchases);
            assertThat(died).as("deaths").isEqualTo(halts);
            System.out.printf(
                    "%s: %d purchases, %d events, %d deaths: each paid, granted and delivered once%n",
                    seed, purchases, 2 * purchases, died);
            printLag();
            game.close();
        }
    }

    private static List<Session> players(TemporaryDynamo store) {
        try (var quiet = GameServer.over(store.client())) {
            var operator = quiet.operator().token();
            var players = new ArrayList<Session>();
            for (int i = 0; i < PLAYERS; i++) {
                var player = quiet.guest("soak-device-" + i);
                var grant = Map.of(
                        "playerId", player.playerId(), "currency", "credits", "amount", GRANTED, "reason", "soak");
                quiet.post(operator, "/v1/grants", "grant-" + i, grant).ok();
                players.add(player);
            }
            await().until(() -> Ledgers.eventsWaiting(quiet) == 0);
            return players;
        }
    }

    private void buy(List<Session> players, AtomicInteger next, int purchases) {
        for (int n = next.getAndIncrement(); n < purchases; n = next.getAndIncrement()) {
            var player = players.get(n % players.size());
            for (boolean answered = false; !answered; ) {
                answered = isAnswered(player, "purchase-" + n);
            }
        }
    }

    private boolean isAnswered(Session player, String key) {
        try {
            return game.post(player.token(), "/v1/purchases", key, PURCHASE).status() == 201;
        } catch (UncheckedIOException e) {
            LockSupport.parkNanos(RETRY_NANOS); // the process died, or the next one is not there yet
            return false;
        }
    }

    /** @return how often the process died while clients were at work */
    private int dieAgainAndAgain(
            TemporaryDynamo store,
            HaltingDynamo first,
            RandomGenerator random,
            int halts,
            AtomicInteger next,
            int purchases) {
        var process = first;
        // Three writes make a purchase, and some forget the events of several; the deaths fall into the first three
        // quarters, the last process goes on in peace.
        var between = Math.max(2, 3 * purchases * 3 / 4 / halts);
        for (int died = 0; died < halts; died++) {
            var dying = process;
            dying.haltAt(new HaltPoint(
                    random.nextBoolean() ? HaltPoint.Side.BEFORE : HaltPoint.Side.AFTER,
                    random.nextInt(1, 2 * between)));
            await("death")
                    .dontCatchUncaughtExceptions()
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> dying.hasHalted() || next.get() >= purchases);
            if (!dying.hasHalted()) {
                return died;
            }
            game.close();
            process = HaltingDynamo.over(store.client());
            game = GameServer.over(process.client());
        }
        return halts;
    }

    private static void check(TemporaryDynamo store, int purchases) {
        Ledgers.check(store.client());
        assertThat(Ledgers.deadLetters(store.client())).isEmpty();
        var bought = Ledgers.rows(store.client(), "economy", "PURCHASE#");
        assertThat(bought).hasSize(purchases).allMatch(row -> row.toString().contains("DELIVERED"));
        long credits = Ledgers.sum(store.client(), "economy", "WALLET#", "available");
        assertThat(credits).isEqualTo(PLAYERS * GRANTED - purchases * PRICE);
        long stored = Ledgers.sum(store.client(), "inventory", "BAG#", "quantity");
        long mailed = Ledgers.sum(store.client(), "inventory", "MAIL#", "quantity");
        assertThat(stored + mailed).as("batteries in bags and mail").isEqualTo(purchases);
    }

    /** Of the last process: the others took theirs with them. */
    private void printLag() {
        var lag = game.bean(MeterRegistry.class).get("necpgame.outbox.lag").timer();
        for (var percentile : lag.takeSnapshot().percentileValues()) {
            System.out.printf(
                    "relay lag p%.0f %.1f ms%n",
                    percentile.percentile() * 100, percentile.value(TimeUnit.MILLISECONDS));
        }
    }
}
