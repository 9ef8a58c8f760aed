package com.necpgame.platform.runtime.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Events as an event bus between processes carries them: {@code source}, {@code detail-type}, and in {@code detail} the
 * event's own fields beside one member {@value #META} with the rest of the envelope.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">The structure of
 *     EventBridge's events</a>
 */
@Singleton
public final class BusEvents {
    /** No field of an event may have this name. */
    static final String META = "_meta";

    private static final int FIRST_VERSION = 1;

    private final ObjectMapper json;

    BusEvents(ObjectMapper json) {
        this.json = json;
    }

    /** @param id the event's own, by which listeners know that it comes again; the bus gives each copy another */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Meta(
            String id,
            int version,
            String aggregateId,
            long seq,
            Instant time,
            @Nullable String trace) {
        Meta {
            requireNonNull(id, "id");
            requireNonNull(aggregateId, "aggregateId");
            requireNonNull(time, "time");
        }
    }

    /** The {@code detail} of an event. */
    public String detail(EventEnvelope event) {
        var meta = new Meta(event.id(), event.version(), event.aggregateId(), event.seq(), event.time(), event.trace());
        var fields = event.data().strip();
        if (!fields.startsWith("{") || !fields.endsWith("}")) {
            throw new IllegalArgumentException("The data of " + event.id() + " is no object");
        }
        var open = fields.substring(0, fields.length() - 1).stripTrailing();
        try {
            return open + (open.length() == 1 ? "" : ",") + "\"" + META + "\":" + json.writeValueAsString(meta) + "}";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An event that came over the bus. One that is not from an outbox, and so without {@value #META}, goes by the id and
     * the time that the bus gave it.
     *
     * @throws IllegalArgumentException if this is no event
     */
    public EventEnvelope read(JsonNode onTheBus) {
        var name = new EventName(text(onTheBus, "source"), text(onTheBus, "detail-type"));
        var detail = onTheBus.get("detail");
        if (detail == null || !detail.isObject()) {
            throw new IllegalArgumentException("an event without detail");
        }
        var meta = detail.get(META);
        return meta == null ? foreign(name, onTheBus, detail) : ours(name, meta(meta), detail);
    }

    private EventEnvelope ours(EventName name, Meta meta, JsonNode detail) {
        var fields = new LinkedHashMap<String, JsonNode>();
        detail.entries().forEach(field -> fields.put(field.getKey(), field.getValue()));
        fields.remove(META);
        return envelope(name, meta, write(JsonNode.createObjectNode(fields)));
    }

    private EventEnvelope foreign(EventName name, JsonNode onTheBus, JsonNode detail) {
        var id = text(onTheBus, "id");
        return envelope(name, new Meta(id, FIRST_VERSION, id, 0, time(onTheBus), null), write(detail));
    }

    private static EventEnvelope envelope(EventName name, Meta meta, String data) {
        return new EventEnvelope(
                Outbox.shardName(0),
                meta.id(),
                name.source(),
                name.detailType(),
                meta.version(),
                meta.aggregateId(),
                meta.seq(),
                meta.time(),
                meta.trace(),
                data);
    }

    private Meta meta(JsonNode meta) {
        try {
            return json.readValueFromTree(meta, Argument.of(Meta.class));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("an event whose " + META + " cannot be read", e);
        }
    }

    private static Instant time(JsonNode onTheBus) {
        try {
            return Instant.parse(text(onTheBus, "time"));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("an event whose time cannot be read", e);
        }
    }

    private static String text(JsonNode onTheBus, String field) {
        var value = onTheBus.get(field);
        if (value == null || !value.isString()) {
            throw new IllegalArgumentException("an event without " + field);
        }
        return value.getStringValue();
    }

    private String write(JsonNode node) {
        try {
            return json.writeValueAsString(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
