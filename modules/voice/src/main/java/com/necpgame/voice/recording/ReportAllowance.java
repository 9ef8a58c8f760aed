package com.necpgame.voice.recording;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/**
 * How many reports a player has filed in an hour.
 *
 * @param hour since the epoch
 * @param exp when it is forgotten, in seconds of the epoch
 */
@MappedEntity(RecordingTable.NAME)
@ItemKey(partition = "REPORTER#{playerId}", sort = "{hour}")
record ReportAllowance(String playerId, long hour, long count, long exp) {}
