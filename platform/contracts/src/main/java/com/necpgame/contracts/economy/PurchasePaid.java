package com.necpgame.contracts.economy;

import com.necpgame.contracts.DomainEvent;
import com.necpgame.contracts.ItemQuantity;
import com.necpgame.contracts.PlayerId;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * A player has paid for an offer. Whoever keeps items grants them, once per purchase.
 *
 * @param items what the player is to get in all
 */
@Serdeable
public record PurchasePaid(
        String purchaseId, PlayerId playerId, String offerId, long quantity, List<ItemQuantity> items)
        implements DomainEvent {
    @Override
    public String aggregateId() {
        return playerId.value();
    }
}
