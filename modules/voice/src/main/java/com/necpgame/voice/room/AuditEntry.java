package com.necpgame.voice.room;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a moderator did.
 *
 * @param id sorts by time
 * @param by the player, or the operator's subject
 * @param playerId to whom
 * @param until when it ends; null where it does not
 */
@MappedEntity(RoomTable.NAME)
@ItemKey(partition = "AUDIT#{room}", sort = "{id}")
record AuditEntry(
        String room,
        String id,
        String by,
        String playerId,
        Deed deed,
        @Nullable String reason,
        @Nullable Instant until,
        Instant at) {}
