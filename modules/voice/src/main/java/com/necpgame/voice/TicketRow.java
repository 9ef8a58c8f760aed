package com.necpgame.voice;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A socket ticket that was not used yet.
 *
 * @param hash of the ticket, which is not kept
 * @param exp when it is forgotten, in seconds of the epoch
 */
@MappedEntity(DoorTable.NAME)
@ItemKey(partition = "TICKET#{hash}", sort = "-")
record TicketRow(String hash, String playerId, Instant validUntil, long exp) {}
