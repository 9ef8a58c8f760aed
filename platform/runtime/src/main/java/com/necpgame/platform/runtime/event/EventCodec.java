package com.necpgame.platform.runtime.event;

import com.necpgame.contracts.DomainEvent;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Events to JSON and back. A reader ignores the fields that it does not know. */
@Singleton
final class EventCodec {
    private final ObjectMapper json;

    EventCodec(ObjectMapper json) {
        this.json = json;
    }

    String write(DomainEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The event as a bus carries it, for patterns to look at. */
    String onTheBus(EventName name, String data) {
        try {
            return "{\"source\":" + json.writeValueAsString(name.source()) + ",\"detail-type\":"
                    + json.writeValueAsString(name.detailType()) + ",\"detail\":" + data + "}";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <E> E read(String data, Class<E> type) {
        try {
            return json.readValue(data, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
