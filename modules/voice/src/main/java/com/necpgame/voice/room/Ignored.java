package com.necpgame.voice.room;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * Whom a player does not want to hear.
 *
 * @param otherId the player who is ignored
 * @param blocked neither hears the other, anywhere
 * @param muted the player does not hear the other
 * @param at when it was first wished
 */
@MappedEntity(RoomTable.NAME)
@ItemKey(partition = "PLAYER#{playerId}", sort = "IGNORED#{otherId}")
record Ignored(String playerId, String otherId, boolean blocked, boolean muted, Instant at) {}
