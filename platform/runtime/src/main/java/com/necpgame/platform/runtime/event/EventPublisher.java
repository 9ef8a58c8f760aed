package com.necpgame.platform.runtime.event;

/**
 * Where a relay hands events over. Returning means that whoever listens has it or will get it: the relay forgets the
 * event. Throwing means that it stays in the outbox and comes again.
 */
public interface EventPublisher {
    void publish(EventEnvelope event);
}
