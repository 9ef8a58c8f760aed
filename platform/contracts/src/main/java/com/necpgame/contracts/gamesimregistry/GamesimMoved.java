package com.necpgame.contracts.gamesimregistry;

import com.necpgame.contracts.DomainEvent;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A game server went from one state to another.
 *
 * @param epoch which registration of the server
 * @param from null where it was not known before
 */
@Serdeable
public record GamesimMoved(
        String simId, long epoch, @Nullable GamesimState from, GamesimState to, String region, String build)
        implements DomainEvent {
    @Override
    public String aggregateId() {
        return simId;
    }
}
