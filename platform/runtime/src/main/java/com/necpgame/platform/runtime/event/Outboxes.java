package com.necpgame.platform.runtime.event;

import com.necpgame.platform.data.Dynamo;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What modules have told and nobody has taken yet: hands it over, and forgets what was taken. */
@Singleton
public final class Outboxes {
    private final Dynamo dynamo;
    private final EventPublisher publisher;
    private final RelayMeasures measures;

    Outboxes(Dynamo dynamo, EventPublisher publisher, RelayMeasures measures) {
        this.dynamo = dynamo;
        this.publisher = publisher;
        this.measures = measures;
    }

    /**
     * What became of a few events.
     *
     * @param gone ids of those that have been handed over and forgotten
     * @param failure what kept the others, one of several; null if all are gone
     */
    public record Relayed(Set<String> gone, @Nullable RuntimeException failure) {
        public Relayed {
            gone = Set.copyOf(gone);
        }
    }

    /** Whether an item with this partition key is an event that waits. */
    public static boolean isOutbox(String partitionKey) {
        return partitionKey.startsWith(EventEnvelope.PARTITION_PREFIX);
    }

    /** An event as an item of its table, such as the table's stream carries. */
    public EventEnvelope event(String module, Map<String, AttributeValue> item) {
        return dynamo.items(EventEnvelope.class, module).of(item);
    }

    /**
     * Hands events over to whoever listens: those of one aggregate one after the other, none once one before it has
     * failed; those of different aggregates side by side. One that was handed over and could not be forgotten counts as
     * failed, and comes again.
     */
    public Relayed relay(String module, List<EventEnvelope> events) {
        if (events.isEmpty()) {
            return new Relayed(Set.of(), null);
        }
        var byAggregate = events.stream()
                .collect(Collectors.groupingBy(EventEnvelope::aggregateId, LinkedHashMap::new, Collectors.toList()));
        Set<String> gone = ConcurrentHashMap.newKeySet();
        var failure = Together.run(byAggregate.values(), some -> relayInOrder(module, some, gone));
        return new Relayed(gone, failure);
    }

    private void relayInOrder(String module, List<EventEnvelope> events, Set<String> gone) {
        var rows = dynamo.items(EventEnvelope.class, module);
        for (var event : events) {
            publisher.publish(event);
            measures.published(event);
            rows.write(rows.delete(event.shard(), event.id()));
            gone.add(event.id());
        }
    }

    /** A round of a relay failed and will be repeated. */
    void failed() {
        measures.failed();
    }
}
