package com.necpgame.voice.room;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/**
 * How much there is of what a player may have only so much of.
 *
 * @param blocks others whom the player blocks
 * @param mutes others whom the player has muted for themselves
 * @param rooms that the player has made
 */
@MappedEntity(RoomTable.NAME)
@ItemKey(partition = "PLAYER#{playerId}", sort = "TALLY")
record Tally(String playerId, long blocks, long mutes, long rooms) {}
