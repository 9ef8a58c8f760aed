package com.necpgame.gamesimregistry.session;

import com.necpgame.contracts.PlayerId;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/**
 * One player's place in a session.
 *
 * @param slot of players: 0 or more, no other live seat has it; of spectators 0
 * @param until how long a RESERVED one is held
 */
@Introspected
record Seat(PlayerId playerId, SeatRole role, SeatState state, int slot, Instant until) {
    /** Whether nobody else may have it. */
    boolean isHeld(Instant now) {
        return state == SeatState.CONNECTED || (state == SeatState.RESERVED && until.isAfter(now));
    }

    boolean isHeldPlayer(Instant now) {
        return role == SeatRole.PLAYER && isHeld(now);
    }

    /** Asked for again by who has it: whoever is connected stays so. */
    Seat again(Instant until) {
        return new Seat(playerId, role, state, slot, until);
    }

    Seat turned(SeatState to) {
        return new Seat(playerId, role, to, slot, until);
    }
}
