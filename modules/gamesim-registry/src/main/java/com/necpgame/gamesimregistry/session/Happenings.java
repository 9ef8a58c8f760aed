package com.necpgame.gamesimregistry.session;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;

/**
 * What a server told of a session in one update.
 *
 * @param exp when it is forgotten, in seconds of the epoch
 */
@MappedEntity(SessionTable.NAME)
@ItemKey(partition = "SES#{gameSimId}", sort = "EVENTS#{seq}")
record Happenings(String gameSimId, long seq, Instant at, List<GameEvent> events, long exp) {}
