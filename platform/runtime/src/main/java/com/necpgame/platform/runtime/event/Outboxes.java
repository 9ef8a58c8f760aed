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
     * failed; those of different aggregates side by side. Then those that were handed over are forgotten; where that
     * fails they come again.
     */
    public Relayed relay(String module, List<EventEnvelope> events) {
        if (events.isEmpty()) {
            return new Relayed(Set.of(), null);
        }
        var byAggregate = events.stream()
                .collect(Collectors.groupingBy(EventEnvelope::aggregateId, LinkedHashMap::new, Collectors.toList()));
        Set<EventEnvelope> told = ConcurrentHashMap.newKeySet();
        var failure = Together.run(byAggregate.values(), some -> tellInOrder(some, told));
        try {
            forget(module, told);
        } catch (RuntimeException e) {
            return new Relayed(Set.of(), e);
        }
        return new Relayed(told.stream().map(EventEnvelope::id).collect(Collectors.toSet()), failure);
    }

    private void tellInOrder(List<EventEnvelope> events, Set<EventEnvelope> told) {
        for (var event : events) {
            publisher.publish(event);
            measures.published(event);
            told.add(event);
        }
    }

    private void forget(String module, Set<EventEnvelope> told) {
        var rows = dynamo.items(EventEnvelope.class, module);
        rows.deleteAll(
                told.stream().map(event -> rows.key(event.shard(), event.id())).toList());
    }

    /** A round of a relay failed and will be repeated. */
    void failed() {
        measures.failed();
    }
}
