package com.necpgame.inventory;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * What lies in one slot of a bag: a stack, or a unique instance.
 *
 * @param id of the stack or instance; sorts by time
 * @param item the id of the item in the catalog
 * @param quantity above zero; 1 for a unique one
 * @param unique whether it is one of its own, which no other of its item is put to
 * @param at when it came to lie here
 */
@MappedEntity(BagTable.NAME)
@ItemKey(partition = "BAG#{playerId}", sort = "ITEM#{id}")
record BagItem(String playerId, String id, String item, long quantity, boolean unique, Instant at) {}
