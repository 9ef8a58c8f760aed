package com.necpgame.economy;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A player's side of one movement. Never changed, never removed.
 *
 * @param id sorts by time
 * @param transactionId the movement: a transfer, grant, burn or purchase; its other side carries the same
 * @param amount minor units; above zero came in, below went out
 * @param counterpart the other player, the operator's system account, or the store
 * @param reason as given by the operator, or the offer's id
 */
@MappedEntity(LedgerTable.NAME)
@ItemKey(partition = "WALLET#{playerId}", sort = "ENTRY#{id}")
record Entry(
        String playerId,
        String id,
        String transactionId,
        Kind kind,
        String currency,
        long amount,
        String counterpart,
        @Nullable String reason,
        Instant at) {
    /** What kind of movement. */
    enum Kind {
        TRANSFER,
        GRANT,
        BURN,
        PURCHASE
    }
}
