package com.necpgame.voice.recording;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a player told of another's talk.
 *
 * @param id sorts by time
 * @param playerId who was reported
 * @param reporter by whom
 * @param key of the object with what was said last; null if nothing was kept
 * @param bytes of that object
 */
@MappedEntity(RecordingTable.NAME)
@ItemKey(partition = "REPORT#ALL", sort = "{id}")
record Report(
        String id,
        String room,
        String playerId,
        String reporter,
        @Nullable String reason,
        @Nullable String key,
        long bytes,
        Instant at,
        Instant expiresAt) {}
