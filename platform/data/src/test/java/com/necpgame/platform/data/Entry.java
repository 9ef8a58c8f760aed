package com.necpgame.platform.data;

import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of a wallet's history; its id follows the time, and one line in ten is due for review. */
@MappedEntity("economy")
@ItemKey(partition = "WALLET#{ownerId}", sort = "ENTRY#{at}#{id}")
@IndexKey(index = "gsi1", partition = "REVIEW#{reviewer}", sort = "{at}")
record Entry(
        String ownerId,
        Instant at,
        String id,
        long amount,
        @Nullable String reviewer,
        @Nullable String note) {
    static Entry of(String ownerId, int number) {
        return new Entry(
                ownerId,
                Instant.ofEpochSecond(1_000_000 + number),
                "e" + number,
                number,
                number % 10 == 0 ? "rose" : null,
                "note " + number);
    }
}
