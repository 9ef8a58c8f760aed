package com.necpgame.platform.runtime.socket;

import java.time.Duration;
import java.util.Collection;

/**
 * How modules speak to open connections. Nothing here waits for a client: what one does not take in time is dropped or
 * ends it, by the {@link SocketLimits} of its route, and is counted. Safe for many threads.
 */
public interface Connections {
    /** Whether binary messages can be sent and come in. False behind API Gateway, which ends a connection over one. */
    boolean carriesBinary();

    /**
     * Whether the connections end in this process, so that what is remembered of one here is there for its next message.
     * False behind API Gateway, where any process may serve any message, and none outlives its last for sure.
     */
    boolean areHere();

    /**
     * Sends a text that must not be dropped: where there is no room for it the connection is ended. Texts to one
     * connection keep their order, also relative to what is published.
     */
    Sent send(String connectionId, String text);

    /** Ends a connection; one that is gone stays gone. Its route's {@link SocketRoute#closed} follows. */
    void close(String connectionId, int code, String reason);

    /** A handle on connections that hear the same things, made once and used often. Those that are gone are left out. */
    Audience audience(Collection<String> connectionIds);

    /**
     * Sends a binary message to each of the audience, which shares the array: it must not change any more.
     *
     * @param maxAge what has waited for longer than this is dropped instead of sent
     */
    void publish(Audience audience, byte[] message, Duration maxAge);

    /** Sends a text to each of the audience; the same in all else. */
    void publish(Audience audience, String text, Duration maxAge);

    /** Immutable: whoever comes or goes is in the next one. */
    interface Audience {
        int size();
    }

    /** What became of a message to one connection. */
    enum Sent {
        /** Handed over; a connection that ends now may still lose it. */
        OK,
        /** There is no such connection any more. */
        GONE
    }
}
