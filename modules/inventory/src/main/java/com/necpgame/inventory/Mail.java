package com.necpgame.inventory;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * Granted items that did not fit into the bag, and wait.
 *
 * @param id sorts by time
 * @param item the id of the item in the catalog
 * @param quantity above zero
 * @param reference what they were granted for: the id of a purchase
 */
@MappedEntity(BagTable.NAME)
@ItemKey(partition = "MAIL#{playerId}", sort = "{id}")
record Mail(String playerId, String id, String item, long quantity, String reference, Instant at) {}
