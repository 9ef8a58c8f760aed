package com.necpgame.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.harness.toy.ToyServer;
import com.necpgame.harness.wire.HttpConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AmmunitionTest {
    /** Were two keys the same, the server would answer from memory and look faster than it is. */
    @Test
    void noTwoRequestsHaveTheSameKey() throws IOException {
        try (ToyServer server = ToyServer.start(null);
                var connection = new HttpConnection(server.target().base())) {
            Pool pool = Pool.of(server.target(), 5, "ammo");
            var keys = new HashSet<String>();
            for (Scenario scenario : new Scenario[] {Scenario.TRANSFER, Scenario.PURCHASE}) {
                for (int player = 0; player < 2; player++) {
                    Ammunition ammunition = Ammunition.of(
                            scenario, pool, player, scenario + "-" + player + "-", new SplittableRandom(1), connection);
                    for (int i = 0; i < 2_000; i++) {
                        String request = new String(ammunition.next(), StandardCharsets.UTF_8);
                        assertThat(keys.add(request.replaceAll("(?s).*Idempotency-Key: (\\S+).*", "$1")))
                                .isTrue();
                    }
                }
            }
            assertThat(keys).contains("transfer-0-000000001999", "purchase-1-000000000000");
        }
    }

    @Test
    void nobodyPaysThemselves() throws IOException {
        try (ToyServer server = ToyServer.start(null);
                var connection = new HttpConnection(server.target().base())) {
            Pool pool = Pool.of(server.target(), 3, "self");
            for (int player = 0; player < 3; player++) {
                Ammunition ammunition = Ammunition.of(
                        Scenario.TRANSFER, pool, player, "k-" + player + "-", new SplittableRandom(player), connection);
                for (int i = 0; i < 50; i++) {
                    assertThat(connection.exchange(ammunition.next())).isEqualTo(201);
                }
            }
        }
    }
}
