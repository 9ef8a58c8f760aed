package com.necpgame.platform.runtime.event;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way: as it stands in the outbox of its module, and what a relay publishes.
 *
 * @param shard which partition of the outbox, chosen by the aggregate, so that its events stay in order
 * @param id what consumers remember; sorts by time
 * @param source the module that tells, unless it tells under another name
 * @param type the event's record name, or what it is called in its place
 * @param version of the type's shape
 * @param aggregateId the thing that changed
 * @param seq the aggregate's version after the change; 0 where order does not matter
 * @param trace correlation id of the request that caused it
 * @param data the event, JSON
 */
@Serdeable
@MappedEntity(Dynamo.EVERY_TABLE)
@ItemKey(partition = "OUT#{shard}", sort = "{id}")
public record EventEnvelope(
        String shard,
        String id,
        String source,
        String type,
        int version,
        String aggregateId,
        long seq,
        Instant time,
        @Nullable String trace,
        String data) {
    static final String PARTITION_PREFIX = "OUT#";

    EventName name() {
        return new EventName(source, type);
    }
}
