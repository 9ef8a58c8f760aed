package com.necpgame.gamesimregistry.session;

import static com.necpgame.gamesimregistry.session.Registry.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.Fault;
import com.necpgame.platform.testkit.Rates;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@link FleetSoak}, small in every build; large with {@code -Dgroups=soak -Doperations=1000000}. */
@ExtendWith(Seeded.class)
class FleetSoakTest {
    private static final int SERVERS = 6;

    private static void soak(Registry registry, long operations, Seed seed) throws InterruptedException {
        var soak = new FleetSoak(registry, operations, SERVERS, seed);
        soak.run();
        System.out.println("  " + soak);
        soak.check();
        assertThat(soak.refused.sum()).as("the fleet was full at times").isPositive();
        assertThat(soak.deaths.sum()).isPositive();
    }

    @Test
    void slotsAreNeitherLostNorGivenTwiceWhileTheStoreFailsAndServersDie(Seed seed) throws Exception {
        try (var registry = Registry.open(Map.of())) {
            soak(registry, Long.getLong("operations.small", 4_000), seed);
        }
    }

    @Test
    @Tag("soak")
    void slotsAreNeitherLostNorGivenTwiceInAMillionOperations(Seed seed) throws Exception {
        try (var registry = Registry.open(Map.of())) {
            soak(registry, Long.getLong("operations", 1_000_000), seed);
        }
    }

    @Test
    void sessionsThatOnlyBeginTakeNoMoreServersThanTheyNeed() throws Exception {
        packed(Integer.getInteger("sessions.small", 333));
    }

    @Test
    @Tag("soak")
    void aHundredThousandSessionsTakeNoMoreServersThanTheyNeed() throws Exception {
        packed(Integer.getInteger("sessions", 100_000));
    }

    private static void packed(int sessions) throws Exception {
        var needed = (sessions + 9) / 10;
        try (var registry = Registry.open(Map.of())) {
            IntStream.range(0, needed + 10).forEach(i -> registry.ready("sim-%06d".formatted(i), 10));
            registry.faults.loud(new Rates(Map.of(Fault.SENT_TWICE, 0.02, Fault.CONFLICT, 0.02)));
            var ids = IntStream.range(0, sessions).mapToObj(i -> fresh("alloc")).toList();
            Concurrently.on(
                            8,
                            Duration.ofMinutes(30),
                            ids,
                            id -> FleetSoak.patiently(() -> registry.allocate(id, Duration.ZERO)))
                    .values();
            registry.faults.quiet();

            assertThat(registry.servers.servers().stream().filter(server -> server.used() > 0))
                    .hasSize(needed);
        }
    }
}
