package com.necpgame.voice;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/**
 * One of the connections that a player may have at once. There are as many seats as connections are allowed, so that two
 * that come together cannot both be the last.
 *
 * @param seat from 0
 * @param exp from when on it is free whatever has become of the connection, in seconds of the epoch
 */
@MappedEntity(DoorTable.NAME)
@ItemKey(partition = "SEATS#{playerId}", sort = "{seat}")
record SeatRow(String playerId, int seat, String connectionId, long exp) {}
