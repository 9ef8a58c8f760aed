package com.necpgame.lambda.event;

import com.necpgame.platform.runtime.event.BusEvents;
import com.necpgame.platform.runtime.event.EventEnvelope;
import com.necpgame.platform.runtime.event.EventPublisher;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * Hands events over to EventBridge, whose rules know who listens. One event a call: a batch can fail in parts, out of the
 * order of an aggregate, and costs the same.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
@Singleton
final class EventBridgePublisher implements EventPublisher {
    /**
     * What EventBridge takes of one entry, in bytes of UTF-8 and 14 for the time.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html">The size of an
     *     entry</a>
     */
    static final int ENTRY_BYTES_MAX = 256 * 1024;

    private static final int TIME_BYTES = 14;

    private final BeanProvider<EventBridgeClient> client;
    private final BusEvents events;
    private final @Nullable String bus;

    EventBridgePublisher(
            BeanProvider<EventBridgeClient> client,
            BusEvents events,
            @Property(name = "necpgame.events.bus-name") @Nullable String bus) {
        this.client = client;
        this.events = events;
        this.bus = bus;
    }

    /**
     * @throws IllegalArgumentException if the event is larger than the bus takes
     * @throws NotTaken if the bus answers and refuses
     */
    @Override
    public void publish(EventEnvelope event) {
        var detail = events.detail(event);
        requireFits(event, detail);
        var entry = PutEventsRequestEntry.builder()
                .source(event.source())
                .detailType(event.type())
                .time(event.time())
                .detail(detail)
                .eventBusName(bus)
                .build();
        var answer = client.get().putEvents(request -> request.entries(entry));
        if (answer.failedEntryCount() != 0) {
            var refused = answer.entries().getFirst();
            throw new NotTaken(event.id(), refused.errorCode(), refused.errorMessage());
        }
    }

    private static void requireFits(EventEnvelope event, String detail) {
        var bytes = TIME_BYTES + utf8(event.source()) + utf8(event.type()) + utf8(detail);
        if (bytes > ENTRY_BYTES_MAX) {
            throw new IllegalArgumentException(event.type() + " " + event.id() + " has " + bytes
                    + " bytes; an event of EventBridge has at most " + ENTRY_BYTES_MAX);
        }
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The bus did not take an event. */
    static final class NotTaken extends RuntimeException {
        NotTaken(String id, String code, String message) {
            super("EventBridge did not take " + id + ": " + code + " " + message);
        }
    }
}
