package com.necpgame.economy;

import com.necpgame.contracts.ItemQuantity;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;

/**
 * Something that a player has bought.
 *
 * @param id sorts by time
 * @param price of all, as it was then
 * @param items what it brings in all, as it was then
 */
@MappedEntity(LedgerTable.NAME)
@ItemKey(partition = "PURCHASE#{playerId}", sort = "{id}")
record Purchase(
        String playerId,
        String id,
        String offerId,
        long quantity,
        Money price,
        List<ItemQuantity> items,
        Status status,
        Instant at) {
    /** How far it has come. */
    enum Status {
        /** The money has moved; the items are on their way. */
        PAID,
        /** The items are in the bag, or in the mailbox. */
        DELIVERED
    }
}
