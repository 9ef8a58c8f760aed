package com.necpgame.contracts.player;

import com.necpgame.contracts.DomainEvent;
import com.necpgame.contracts.PlayerId;
import io.micronaut.serde.annotation.Serdeable;

/** A player has come into the game for the first time. */
@Serdeable
public record PlayerJoined(PlayerId playerId) implements DomainEvent {
    @Override
    public String aggregateId() {
        return playerId.value();
    }
}
