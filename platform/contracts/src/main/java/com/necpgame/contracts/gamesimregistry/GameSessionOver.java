package com.necpgame.contracts.gamesimregistry;

import com.necpgame.contracts.DomainEvent;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * A game session is over, and its slot free. Exactly one for each session.
 *
 * @param state ENDED, EXPIRED or LOST
 * @param results of an ENDED session, a line for each player; else empty
 */
@Serdeable
public record GameSessionOver(
        String gameSimId, String simId, GameSessionState state, String reason, List<PlayerResult> results)
        implements DomainEvent {
    @Override
    public String aggregateId() {
        return gameSimId;
    }
}
