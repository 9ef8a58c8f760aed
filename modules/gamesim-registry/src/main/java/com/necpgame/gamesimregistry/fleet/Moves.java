package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.contracts.gamesimregistry.GamesimState.ALLOCATED;
import static com.necpgame.contracts.gamesimregistry.GamesimState.DRAINING;
import static com.necpgame.contracts.gamesimregistry.GamesimState.LOST;
import static com.necpgame.contracts.gamesimregistry.GamesimState.READY;
import static com.necpgame.contracts.gamesimregistry.GamesimState.SHUTDOWN;
import static com.necpgame.contracts.gamesimregistry.GamesimState.STARTING;
import static com.necpgame.contracts.gamesimregistry.GamesimState.UNHEALTHY;
import static com.necpgame.gamesimregistry.RegistryProblem.ILLEGAL_MOVE;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import java.util.Map;
import java.util.Set;

/** From which state a server may go to which: whatever is not here is refused. */
final class Moves {
    private static final Map<GamesimState, Set<GamesimState>> LEGAL = Map.of(
            STARTING, Set.of(READY, DRAINING, UNHEALTHY, SHUTDOWN, LOST),
            READY, Set.of(ALLOCATED, DRAINING, UNHEALTHY, SHUTDOWN, LOST),
            ALLOCATED, Set.of(READY, DRAINING, UNHEALTHY, SHUTDOWN, LOST),
            DRAINING, Set.of(SHUTDOWN, LOST),
            UNHEALTHY, Set.of(STARTING, READY, ALLOCATED, SHUTDOWN, LOST),
            SHUTDOWN, Set.of(),
            LOST, Set.of());

    private Moves() {}

    static boolean isLegal(GamesimState from, GamesimState to) {
        return LEGAL.getOrDefault(from, Set.of()).contains(to);
    }

    static void require(GamesimState from, GamesimState to) {
        if (!isLegal(from, to)) {
            throw ILLEGAL_MOVE.refuse("from " + from + " to " + to);
        }
    }
}
