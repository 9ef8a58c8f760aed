package com.necpgame.platform.runtime.event;

import com.necpgame.contracts.DomainEvent;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.Ids;
import com.necpgame.platform.runtime.problem.Problems;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.MDC;

/**
 * What a module tells the others: a row in the same transaction as the change, so that neither is without the other.
 *
 * <p>Each class that asks for an outbox gets the one of its own module.
 */
public final class Outbox {
    private static final int SHAPE_VERSION = 1;

    private final String module;
    private final Items<EventEnvelope> rows;
    private final EventCodec codec;
    private final Ids ids;
    private final Clock clock;
    private final int shards;

    Outbox(String module, Items<EventEnvelope> rows, EventCodec codec, Ids ids, Clock clock, int shards) {
        this.module = module;
        this.rows = rows;
        this.codec = codec;
        this.ids = ids;
        this.clock = clock;
        this.shards = shards;
    }

    /** The event's line of the transaction, for listeners that need no order. */
    public Write put(DomainEvent event) {
        return put(event, 0);
    }

    /** @param seq the aggregate's version after this change, by which listeners drop what is older */
    public Write put(DomainEvent event, long seq) {
        return put(event, seq, new EventName(module, event.getClass().getSimpleName()));
    }

    /** @param name in place of the module's name and the record's */
    public Write put(DomainEvent event, long seq, EventName name) {
        return rows.insert(new EventEnvelope(
                shard(event.aggregateId(), shards),
                ids.next(),
                name.source(),
                name.detailType(),
                SHAPE_VERSION,
                event.aggregateId(),
                seq,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                MDC.get(Problems.CORRELATION),
                codec.write(event)));
    }

    static String shard(String aggregateId, int shards) {
        return shardName(Math.floorMod(aggregateId.hashCode(), shards));
    }

    static String shardName(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
