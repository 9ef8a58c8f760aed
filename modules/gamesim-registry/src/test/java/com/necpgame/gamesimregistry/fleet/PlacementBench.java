package com.necpgame.gamesimregistry.fleet;

import static java.util.Objects.requireNonNull;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.transaction.Transactions;
import com.necpgame.platform.testkit.server.Running;
import java.time.Instant;
import java.util.Map;

/**
 * What the choice of a server costs where the fleet is known, and where it has to be read: {@code -Dseconds=} for each
 * size of the fleet.
 */
final class PlacementBench {
    private PlacementBench() {}

    public static void main(String[] arguments) {
        var seconds = Integer.getInteger("seconds", 2);
        System.out.println("servers  choose, known  choose, opens a server (reads the fleet)");
        for (var servers : new int[] {10, 100, 1_000, 5_000}) {
            try (var store = TemporaryDynamo.open();
                    var process = Running.over(store.client(), Map.of(Yard.SWITCH, true))) {
                fill(process, servers);
                var wish = Wish.any("a");
                var placement = process.bean(Placement.class);
                var opening = nanos(seconds, () -> requireNonNull(placement.choose(wish)));
                process.bean(LodgerTable.class).moveIn(wish);
                var known = nanos(seconds, () -> requireNonNull(placement.choose(wish)));
                System.out.printf("%7d  %10.1f us  %10.1f us%n", servers, known / 1e3, opening / 1e3);
            }
        }
    }

    private static void fill(Running process, int servers) {
        var transactions = process.bean(Transactions.class);
        var now = Instant.parse("2026-11-20T10:00:00Z");
        var offer = new Offer("203.0.113.7", 7777, 7778, "1.0", "eu", "a", Map.of("mode", "duel"), 10, 4, 1, 30);
        for (int i = 0; i < servers; i++) {
            var server =
                    Gamesim.first("sim_" + i, offer, now).beaten(GamesimState.READY, true, Gamesim.Pulse.NONE, now);
            transactions.commit(process.bean(FleetTable.class).insert(server));
        }
    }

    private static double nanos(int seconds, Runnable work) {
        run(seconds, work);
        return run(seconds, work);
    }

    private static double run(int seconds, Runnable work) {
        var begin = System.nanoTime();
        long runs = 0;
        while (System.nanoTime() - begin < seconds * 1_000_000_000L) {
            work.run();
            runs++;
        }
        return (System.nanoTime() - begin) / (double) runs;
    }
}
