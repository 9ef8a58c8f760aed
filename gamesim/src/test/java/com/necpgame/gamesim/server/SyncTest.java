package com.necpgame.gamesim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.gamesim.client.ArenaClient;
import com.necpgame.gamesim.client.Bot;
import com.necpgame.gamesim.transport.LossyNetwork;
import com.necpgame.gamesim.transport.LossyNetwork.Conditions;
import com.necpgame.gamesim.transport.UdpWire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A game over a bad network: what is shown is the server's state to the bit, and no reliable message is missing or out of order. */
class SyncTest {
    private static final Duration ONE_WAY = Duration.ofMillis(48);
    private static final Duration JITTER = Duration.ofMillis(5);

    @Test
    void inSyncAtFivePercentLossAndAHundredMillisecondsThereAndBack() {
        play(6);
    }

    @Tag("soak")
    @Test
    void inSyncForLong() {
        play(Integer.getInteger("seconds", 60));
    }

    private static void play(int seconds) {
        long seed = Long.getLong("seed", RandomGenerator.getDefault().nextLong());
        System.out.println("seed " + seed);
        var conditions = new Conditions(0.05, 0.01, 0.02, ONE_WAY.toNanos(), JITTER.toNanos());
        var network = new LossyNetwork(seed, conditions, System::nanoTime);
        try (var test = new TestServer(TestServer.settings(1, seconds, Duration.ofSeconds(30), null))) {
            var clients = new ArrayList<ArenaClient>();
            for (int slot = 0; slot < 4; slot++) {
                var wire = network.around(UdpWire.bind(new InetSocketAddress("127.0.0.1", 0)));
                var bot = new Bot(new SplittableRandom(seed + slot));
                clients.add(test.connect(test.claims("ses_a", "plr_" + slot, slot), bot, wire));
            }
            await().atMost(Duration.ofSeconds(seconds + 30L))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(3))
                    .until(() ->
                            TestServer.step(clients) && clients.stream().allMatch(client -> client.results() != null));
            clients.forEach(SyncTest::print);
            judge(clients, seconds, seed);
        }
    }

    private static void judge(List<ArenaClient> clients, int seconds, long seed) {
        assertThat(clients).allSatisfy(client -> {
            assertThat(client.faults()).as("seed %d", seed).isZero();
            assertThat(client.framesInSync()).as("seed %d", seed).isGreaterThan(seconds * 15L / 2);
            assertThat(client.results())
                    .as("seed %d", seed)
                    .isEqualTo(clients.getFirst().results());
            assertThat(client.roundTripNanos()).as("seed %d", seed).isGreaterThan(ONE_WAY.toNanos());
        });
    }

    private static void print(ArenaClient client) {
        System.out.printf(
                "slot %d: %d frames in sync, %d faults, %d reliable messages in order, round trip %.0f ms%n",
                client.slot(),
                client.framesInSync(),
                client.faults(),
                client.reliableMessages(),
                client.roundTripNanos() / 1e6);
    }
}
