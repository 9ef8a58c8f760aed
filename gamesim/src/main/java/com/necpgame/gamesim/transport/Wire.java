package com.necpgame.gamesim.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What carries datagrams. Never blocks, and loses what it cannot carry, as UDP does. For one thread. */
public interface Wire extends AutoCloseable {
    /** Sends what remains in the buffer as one datagram; its bytes are taken before this returns. */
    void send(ByteBuffer datagram, InetSocketAddress to);

    /**
     * Puts the next datagram into the buffer, cut off where it is longer.
     *
     * @return who sent it, or null where none has come
     */
    @Nullable
    InetSocketAddress receive(ByteBuffer into);

    /** Where it can be reached. */
    InetSocketAddress address();

    @Override
    void close();
}
