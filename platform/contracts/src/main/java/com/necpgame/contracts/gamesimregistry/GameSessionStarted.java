package com.necpgame.contracts.gamesimregistry;

import com.necpgame.contracts.DomainEvent;
import com.necpgame.contracts.PlayerId;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * A game session has a slot on a server.
 *
 * @param allocationId what the one who asked for it calls it
 * @param players who has a seat from the start
 */
@Serdeable
public record GameSessionStarted(
        String gameSimId, String simId, String allocationId, String build, String region, List<PlayerId> players)
        implements DomainEvent {
    @Override
    public String aggregateId() {
        return gameSimId;
    }
}
