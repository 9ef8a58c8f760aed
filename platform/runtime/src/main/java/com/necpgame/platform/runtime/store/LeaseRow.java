package com.necpgame.platform.runtime.store;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** Who does a piece of work, and until when nobody else may. */
@MappedEntity(Dynamo.EVERY_TABLE)
@ItemKey(partition = "LEASE#{name}", sort = "-")
record LeaseRow(String name, String holder, Instant until) {}
