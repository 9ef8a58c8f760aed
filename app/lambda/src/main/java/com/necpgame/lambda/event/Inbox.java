package com.necpgame.lambda.event;

import com.necpgame.lambda.socket.Gateways;
import com.necpgame.platform.runtime.event.BusEvents;
import com.necpgame.platform.runtime.event.Listeners;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Where events come in, however they came: as the bus has them, for all listeners of this function whose pattern matches,
 * or wrapped by a rule's target as <code>{"listener": name, "event": event}</code>, for the one that the rule is of.
 */
@Singleton
final class Inbox {
    private final Listeners listeners;
    private final BusEvents events;
    private final ListenersConfig config;
    private final Gateways gateways;

    Inbox(Listeners listeners, BusEvents events, ListenersConfig config, Gateways gateways) {
        this.listeners = listeners;
        this.events = events;
        this.config = config;
        this.gateways = gateways;
    }

    static boolean takes(JsonNode message) {
        return isEvent(message) || listener(message) != null && isEvent(message.get("event"));
    }

    private static boolean isEvent(@Nullable JsonNode message) {
        return message != null && message.isObject() && message.get("detail-type") != null;
    }

    private static @Nullable String listener(JsonNode message) {
        return Batch.text(message, "listener");
    }

    /**
     * Returns once every listener has handled the event or has a dead letter of it.
     *
     * @throws IllegalArgumentException if this is no event, or for a listener that is not here
     */
    void deliver(JsonNode message) {
        var listener = listener(message);
        var event = listener == null ? message : message.get("event");
        if (event == null || !isEvent(event)) {
            throw new IllegalArgumentException("neither an event nor one for a listener");
        }
        gateways.learn(event.get("detail"));
        if (listener == null) {
            listeners.deliver(events.read(event), config::serves);
        } else {
            listeners.deliver(events.read(event), served(listener));
        }
    }

    private String served(String listener) {
        if (!config.serves(listener)) {
            throw new IllegalArgumentException("This function does not serve the listener " + listener);
        }
        return listener;
    }
}
