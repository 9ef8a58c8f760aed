package com.necpgame.contracts.inventory;

import com.necpgame.contracts.DomainEvent;
import com.necpgame.contracts.ItemQuantity;
import com.necpgame.contracts.PlayerId;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * A player has got items.
 *
 * @param reference what they were granted for: the id of a purchase
 * @param stored what went into the bag
 * @param mailed what did not fit and waits in the mailbox
 */
@Serdeable
public record ItemsGranted(String reference, PlayerId playerId, List<ItemQuantity> stored, List<ItemQuantity> mailed)
        implements DomainEvent {
    @Override
    public String aggregateId() {
        return playerId.value();
    }
}
