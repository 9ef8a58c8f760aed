package com.necpgame.contracts;

/**
 * Something that has happened in a module and that others may rely on.
 *
 * <p>Delivered at least once. Two deliveries of one event carry the same {@code _meta.id}.
 */
public interface DomainEvent {
    /** The id of the thing that changed; events of one aggregate are published in the order of their change. */
    String aggregateId();
}
