package com.necpgame.inventory;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Version;

/**
 * How full a bag is.
 *
 * @param used slots that hold something
 * @param version counts the changes of the set of slots; 0 before the first
 */
@MappedEntity(BagTable.NAME)
@ItemKey(partition = "BAG#{playerId}", sort = "SLOTS")
record Slots(String playerId, long used, @Version long version) {
    static Slots empty(String playerId) {
        return new Slots(playerId, 0, 0);
    }
}
