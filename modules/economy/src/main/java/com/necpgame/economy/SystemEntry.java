package com.necpgame.economy;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * The system's side of one movement: where money comes from and goes to. Append-only and spread over shards, so that no
 * item is written by every player; its balance is the sum of its entries.
 *
 * @param account who in the system
 * @param shard one of {@value #SHARDS}
 * @param amount minor units; the negative of the player's side
 */
@MappedEntity(LedgerTable.NAME)
@ItemKey(partition = "SYSTEM#{account}#{currency}#{shard}", sort = "ENTRY#{id}")
record SystemEntry(
        Account account,
        String currency,
        String shard,
        String id,
        String transactionId,
        String playerId,
        long amount,
        Instant at) {
    static final int SHARDS = 16;

    /** Where money comes from and goes to. */
    enum Account {
        /** Makes what operators grant. */
        MINT,
        /** Takes what operators burn. */
        SINK,
        /** Takes what purchases pay. */
        STORE
    }

    static String shard(String transactionId) {
        return Integer.toHexString(Math.floorMod(transactionId.hashCode(), SHARDS));
    }
}
