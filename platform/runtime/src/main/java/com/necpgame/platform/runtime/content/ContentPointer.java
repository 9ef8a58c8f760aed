package com.necpgame.platform.runtime.content;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * Which version of a kind is the current one. Moved only when all rows of that version are there.
 *
 * @param count of the version's rows
 */
@MappedEntity(Dynamo.EVERY_TABLE)
@ItemKey(partition = "CONTENT#{kind}", sort = "CURRENT")
record ContentPointer(String kind, String version, int count, Instant seededAt) {}
