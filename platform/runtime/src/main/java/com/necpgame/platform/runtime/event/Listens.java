package com.necpgame.platform.runtime.event;

import com.necpgame.contracts.DomainEvent;

/**
 * Hears one type of event, wherever it comes from. An event may come more than once and late; its effect must commit
 * together with {@link Delivery#once()}.
 *
 * <p>A file {@code event-patterns/<listener-in-kebab-case>.json} on the class path of its module narrows what it hears to
 * the events of its type that match the pattern. Without one it hears its type from everywhere.
 *
 * <p>Throwing means "try again"; after the last try the event becomes a dead letter of this listener.
 */
@FunctionalInterface
public interface Listens<E extends DomainEvent> {
    void on(E event, Delivery delivery);
}
