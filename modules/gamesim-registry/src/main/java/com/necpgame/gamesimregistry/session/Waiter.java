package com.necpgame.gamesimregistry.session;

import com.necpgame.gamesimregistry.fleet.Wish;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A request that waits for a slot.
 *
 * @param id sorts by arrival
 * @param leaseUntil when it counts as gone, unless it is heard of again
 */
@MappedEntity(SessionTable.NAME)
@ItemKey(partition = "QUEUE", sort = "{id}")
record Waiter(String id, Wish wish, Instant leaseUntil) {
    boolean isAlive(Instant now) {
        return leaseUntil.isAfter(now);
    }
}
