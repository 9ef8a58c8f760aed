package com.necpgame.gamesimregistry.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.gamesimregistry.RegistryProblem;
import com.necpgame.platform.runtime.problem.Refusal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of the 49 pairs of states, against the table of docs/gamesim.md. */
class MovesTest {
    private static final Set<String> LEGAL = Set.of(
            "STARTING READY",
            "READY ALLOCATED",
            "ALLOCATED READY",
            "STARTING DRAINING",
            "READY DRAINING",
            "ALLOCATED DRAINING",
            "STARTING UNHEALTHY",
            "READY UNHEALTHY",
            "ALLOCATED UNHEALTHY",
            "UNHEALTHY READY",
            "UNHEALTHY ALLOCATED",
            "UNHEALTHY STARTING",
            "STARTING SHUTDOWN",
            "READY SHUTDOWN",
            "ALLOCATED SHUTDOWN",
            "DRAINING SHUTDOWN",
            "UNHEALTHY SHUTDOWN",
            "STARTING LOST",
            "READY LOST",
            "ALLOCATED LOST",
            "DRAINING LOST",
            "UNHEALTHY LOST");

    static Stream<Arguments> pairs() {
        return Arrays.stream(GamesimState.values())
                .flatMap(from -> Arrays.stream(GamesimState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void onlyTheLegalMovesAreMade(GamesimState from, GamesimState to) {
        if (LEGAL.contains(from + " " + to)) {
            Moves.require(from, to);
            assertThat(Moves.isLegal(from, to)).isTrue();
        } else {
            assertThatThrownBy(() -> Moves.require(from, to))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.problem()).isEqualTo(RegistryProblem.ILLEGAL_MOVE))
                    .hasMessageContaining(from + " to " + to);
        }
    }
}
