package com.necpgame.gamesimregistry.session;

import static com.necpgame.gamesimregistry.session.Registry.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.contracts.gamesimregistry.GameSessionState;
import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.gamesimregistry.fleet.TestServers;
import com.necpgame.platform.runtime.event.EventEnvelope;
import com.necpgame.platform.testkit.Concurrently;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every server falls silent at once, and several registries notice. Larger by {@code -Dservers=200}. */
class LostFleetTest {
    private static final int SERVERS = Integer.getInteger("servers", 20);
    private static final int SESSIONS_EACH = 10;
    private static final int SWEEPERS = 8;

    @Test
    void eachSessionIsLostOnceWhoeverSweeps() throws Exception {
        try (var registry = Registry.open(Map.of())) {
            IntStream.range(0, SERVERS).forEach(i -> registry.ready("sim-%04d".formatted(i), SESSIONS_EACH));
            var sessions = Concurrently.on(
                            SWEEPERS,
                            Duration.ofMinutes(5),
                            IntStream.range(0, SERVERS * SESSIONS_EACH)
                                    .mapToObj(i -> fresh("alloc"))
                                    .toList(),
                            id -> registry.allocate(id, Duration.ZERO))
                    .values();
            var sweep = TestServers.silence(registry.server);
            sweep.run();
            assertThat(registry.servers.servers()).noneMatch(server -> server.state() == GamesimState.LOST);

            registry.clock().advance(Duration.ofMinutes(2));
            // Twice: what one sweep has begun, the next may finish after its period.
            for (int round = 0; round < 2; round++) {
                Concurrently.on(SWEEPERS, Duration.ofMinutes(5), Collections.nCopies(SWEEPERS, sweep), each -> {
                            each.run();
                            return each;
                        })
                        .values();
                registry.clock().advance(sweep.every());
            }

            assertThat(registry.servers.servers())
                    .hasSize(SERVERS)
                    .allMatch(server -> server.state() == GamesimState.LOST && server.used() == 0);
            var overs = registry.servers.told().stream()
                    .filter(event -> event.type().equals("GameSessionOver"))
                    .collect(Collectors.groupingBy(EventEnvelope::aggregateId, Collectors.counting()));
            assertThat(sessions).hasSize(SERVERS * SESSIONS_EACH).allSatisfy(session -> {
                assertThat(registry.state(session.gameSimId())).isEqualTo(GameSessionState.LOST);
                assertThat(overs.get(session.gameSimId())).isEqualTo(1);
            });
            System.out.println("  " + sessions.size() + " sessions of " + SERVERS + " servers, each lost once");
        }
    }
}
