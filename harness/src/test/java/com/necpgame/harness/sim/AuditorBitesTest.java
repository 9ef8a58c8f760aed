package com.necpgame.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.harness.toy.Bug;
import com.necpgame.harness.toy.ToyServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is right passes, whatever the seed; each way to be wrong is noticed, and the report says where. */
class AuditorBitesTest {
    private static final SimulationOptions OPTIONS = SimulationOptions.small(42, "test")
            .withPlayers(8)
            .withSteps(5_000)
            .withSettleWithin(Duration.ofMillis(800));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42})
    void aRightServerPasses(long seed) {
        try (var server = ToyServer.start(null)) {
            var options = new SimulationOptions(seed, 2_000, 10, 8, "test", Duration.ofSeconds(5));
            Report report = Simulation.run(options, server.target()).orThrow();

            assertThat(report.steps()).isEqualTo(2_000);
            assertThat(report.replays()).isPositive();
            assertThat(report.refusals())
                    .containsKeys("409 economy/insufficient-funds", "412 platform/version-outdated");
        }
    }

    @ParameterizedTest
    @EnumSource(Bug.class)
    void aWrongServerIsCaught(Bug bug) {
        try (var server = ToyServer.start(bug)) {
            Report report = Simulation.run(OPTIONS, server.target());

            assertThat(report.passed()).as("the auditor sees %s", bug).isFalse();
            System.out.println(bug + "\n" + report.failures().getFirst());
            assertThat(report.failures().getFirst().toString()).contains("make sim SEED=42");
        }
    }

    @Test
    void theReportOfAFailureNamesSeedStepRequestAndBothAnswers() {
        try (var server = ToyServer.start(Bug.SELF_TRANSFER_ACCEPTED)) {
            Failure failure =
                    Simulation.run(OPTIONS, server.target()).failures().getFirst();

            assertThat(failure.seed()).isEqualTo(42);
            assertThat(failure.step()).contains("TRANSFER_TO_SELF of player");
            assertThat(failure.request()).startsWith("POST /v1/transfers").contains("\"amount\":1");
            assertThat(failure.expected()).contains("422 economy/same-wallet");
            assertThat(failure.actual()).startsWith("201 ");
        }
    }
}
