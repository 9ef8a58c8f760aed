package com.necpgame.gamesimregistry.fleet;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.gamesimregistry.fleet.Gamesim.Pulse;
import java.util.Set;

/**
 * What a server says when it beats.
 *
 * @param ready whether it can host; a server that was ready once stays so, and takes sessions while it is playable
 * @param sessions which it runs
 */
record Beat(long epoch, boolean ready, boolean playable, Pulse pulse, Set<String> sessions) {
    /** Where the beat takes the server. */
    GamesimState after(Gamesim seen) {
        return switch (seen.state()) {
            case STARTING -> ready ? GamesimState.READY : GamesimState.STARTING;
            case UNHEALTHY -> recovered(seen);
            case READY, ALLOCATED, DRAINING, SHUTDOWN, LOST -> seen.state();
        };
    }

    private GamesimState recovered(Gamesim seen) {
        if (seen.used() > 0) {
            return GamesimState.ALLOCATED;
        }
        return ready ? GamesimState.READY : GamesimState.STARTING;
    }
}
