package com.necpgame.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.harness.server.Target;
import com.necpgame.harness.sim.SimulationOptions;
import com.necpgame.harness.toy.Bug;
import com.necpgame.harness.toy.ToyServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimulationExtensionTest {
    private static final ToyServer SERVER = ToyServer.start(null);

    @RegisterExtension
    final SimulationExtension simulation = new SimulationExtension(SERVER::target);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void givesATestAGameToPlay(Game game) {
        assertThat(game.play(300, 5, 4).steps()).isEqualTo(300);
    }

    @Test
    void severalGamesOnOneServerDoNotMeet(Game game) {
        assertThat(game.play(100, 3, 2).passed()).isTrue();
    }

    @Test
    void aWrongServerFailsTheTestWithTheSeed() {
        try (ToyServer wrong = ToyServer.start(Bug.WRONG_PRICE)) {
            Target target = wrong.target();
            var game = new Game(target, SimulationOptions.small(9, "x"));

            assertThatThrownBy(() -> game.play(1_000, 5, 4))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("seed      9");
        }
    }
}
