package com.necpgame.gamesimregistry.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FleetMetersTest {
    @Test
    void theGaugesTellWhatTheFleetHolds() {
        try (var yard = new Yard()) {
            var server = yard.ready("region", "eu", "sessionsMax", 4);
            yard.ready("region", "eu", "sessionsMax", 4);
            yard.ready("region", "us", "sessionsMax", 5);
            yard.register("region", "us").isCreated();
            yard.lodgers().moveIn(server);
            yard.lodgers().moveIn(yard.row(server.simId()));
            yard.server.clock().advance(Duration.ofSeconds(1));

            yard.server.bean(FleetMeters.class).run();

            assertThat(gauge(yard, "ActiveGameSessions", "eu")).isEqualTo(2);
            assertThat(gauge(yard, "PercentAvailableGameSessions", "eu")).isEqualTo(75);
            assertThat(gauge(yard, "ActiveGameSessions", "us")).isZero();
            assertThat(gauge(yard, "PercentAvailableGameSessions", "us")).isEqualTo(100);
            yard.lodgers().moveIn(yard.row(server.simId()));
            yard.server.clock().advance(Duration.ofSeconds(1));
            assertThat(gauge(yard, "ActiveGameSessions", "eu"))
                    .as("without another run")
                    .isEqualTo(3);
        }
    }

    @Test
    void movesAreCounted() {
        try (var yard = new Yard()) {
            var simId = yard.ready().simId();
            yard.drain(simId, 60).isOk();

            var meters = yard.server.bean(MeterRegistry.class);
            assertThat(meters.counter("necpgame.gamesim.moves", "from", "none", "to", "starting")
                            .count())
                    .isEqualTo(1);
            assertThat(meters.counter("necpgame.gamesim.moves", "from", "starting", "to", "ready")
                            .count())
                    .isEqualTo(1);
            assertThat(meters.counter("necpgame.gamesim.moves", "from", "ready", "to", "draining")
                            .count())
                    .isEqualTo(1);
        }
    }

    private static double gauge(Yard yard, String name, String region) {
        return yard.server
                .bean(MeterRegistry.class)
                .get(name)
                .tag("region", region)
                .gauge()
                .value();
    }
}
