package com.necpgame.platform.runtime.event;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that a listener could not handle. Kept in the table of the listener's module until an operator acts.
 *
 * @param listener who could not
 * @param id the event's id
 * @param tries how often it was offered in all
 * @param reason what the last try failed with
 */
@Serdeable
@MappedEntity(Dynamo.EVERY_TABLE)
@ItemKey(partition = "DEAD", sort = "{listener}#{id}")
public record DeadLetter(
        String listener,
        String id,
        String source,
        String type,
        int version,
        String aggregateId,
        long seq,
        Instant time,
        @Nullable String trace,
        String data,
        int tries,
        String reason,
        Instant failedFirst,
        Instant failedLast) {

    static DeadLetter of(String listener, EventEnvelope event, int tries, String reason, Instant now) {
        return new DeadLetter(
                listener,
                event.id(),
                event.source(),
                event.type(),
                event.version(),
                event.aggregateId(),
                event.seq(),
                event.time(),
                event.trace(),
                event.data(),
                tries,
                reason,
                now,
                now);
    }

    EventEnvelope event() {
        return new EventEnvelope(Outbox.shardName(0), id, source, type, version, aggregateId, seq, time, trace, data);
    }

    DeadLetter failedAgain(int more, String why, Instant now) {
        return new DeadLetter(
                listener,
                id,
                source,
                type,
                version,
                aggregateId,
                seq,
                time,
                trace,
                data,
                tries + more,
                why,
                failedFirst,
                now);
    }
}
