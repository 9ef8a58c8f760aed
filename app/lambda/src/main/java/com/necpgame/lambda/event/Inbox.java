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
        return isWrapped(message) || isPlain(message);
    }

    private static boolean isPlain(@Nullable JsonNode message) {
        return message != null && message.isObject() && message.get("detail-type") != null;
    }

    private static boolean isWrapped(JsonNode message) {
        return message.isObject()
                && message.get("listener") instanceof JsonNode name
                && name.isString()
                && isPlain(message.get("event"));
    }

    /**
     * Returns once every listener has handled the event or has a dead letter of it.
     *
     * @throws IllegalArgumentException if this is no event, or for a listener that is not here
     */
    void deliver(JsonNode message) {
        if (isWrapped(message)) {
            deliver(message.get("event"), message.get("listener").getStringValue());
        } else if (isPlain(message)) {
            gateways.learn(message.get("detail"));
            listeners.deliver(events.read(message), config::serves);
        } else {
            throw new IllegalArgumentException("neither an event nor one for a listener");
        }
    }

    private void deliver(JsonNode event, String listener) {
        if (!config.serves(listener)) {
            throw new IllegalArgumentException("This function does not serve the listener " + listener);
        }
        gateways.learn(event.get("detail"));
        listeners.deliver(events.read(event), listener);
    }
}
