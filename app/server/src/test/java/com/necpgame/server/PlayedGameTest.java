package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.harness.server.Operator;
import com.necpgame.harness.server.RunningTarget;
import com.necpgame.harness.sim.Simulation;
import com.necpgame.harness.sim.SimulationOptions;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A short game of many players against the server in this process, every answer judged; and then the books. */
@ExtendWith(Seeded.class)
class PlayedGameTest {
    @Test
    void everyAnswerIsRightAndTheBooksAgree(Seed seed) {
        try (var store = TemporaryDynamo.open();
                var game = GameServer.over(store.client())) {
            var target = new RunningTarget(game.uri(), new Operator(Operator.CLIENT_ID, GameServer.OPERATOR_SECRET));

            var report = Simulation.run(SimulationOptions.small(seed.value(), "test"), target);

            report.orThrow();
            Ledgers.check(store.client());
            assertThat(Ledgers.deadLetters(store.client())).isEmpty();
            System.out.println(report);
        }
    }
}
