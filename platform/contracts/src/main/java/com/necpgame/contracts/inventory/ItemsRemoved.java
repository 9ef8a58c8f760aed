package com.necpgame.contracts.inventory;

import com.necpgame.contracts.DomainEvent;
import com.necpgame.contracts.PlayerId;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A player has used items up or thrown them away.
 *
 * @param itemId the stack or instance in the bag
 * @param item the id of the item in the catalog
 */
@Serdeable
public record ItemsRemoved(PlayerId playerId, String itemId, String item, long quantity, Reason reason)
        implements DomainEvent {
    /** Why they are gone. */
    public enum Reason {
        CONSUMED,
        DISCARDED
    }

    @Override
    public String aggregateId() {
        return playerId.value();
    }
}
