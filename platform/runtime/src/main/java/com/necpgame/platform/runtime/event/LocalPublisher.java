package com.necpgame.platform.runtime.event;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** All listeners are in this process. */
@Singleton
@Requires(missingBeans = EventPublisher.class)
final class LocalPublisher implements EventPublisher {
    private final Listeners listeners;

    LocalPublisher(Listeners listeners) {
        this.listeners = listeners;
    }

    @Override
    public void publish(EventEnvelope event) {
        listeners.deliver(event);
    }
}
