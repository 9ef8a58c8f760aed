package com.necpgame.platform.runtime.event;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A listener has handled an event.
 *
 * @param exp when this is forgotten, in seconds of the epoch
 */
@MappedEntity(Dynamo.EVERY_TABLE)
@ItemKey(partition = "SEEN#{listener}#{eventId}", sort = "-")
record SeenRow(String listener, String eventId, long exp) {}
