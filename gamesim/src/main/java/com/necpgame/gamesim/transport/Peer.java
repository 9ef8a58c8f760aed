package com.necpgame.gamesim.transport;

import java.nio.ByteBuffer;

/** The other end of a connection. Not for many threads: it belongs to the thread that polls its endpoint. */
public interface Peer {
    /** Who it is, by the token that it connected with. On a client: by its own token's public part, so far as known. */
    JoinClaims claims();

    /**
     * Sends a message; its bytes are taken before this returns.
     *
     * @return false where a full send window or the limit of the connection's rate dropped it (RELIABLE: nothing was queued, and the caller
     *     should disconnect or try again later)
     * @throws IllegalArgumentException for an empty message, or one longer than {@code TransportConfig.messageMax}
     */
    boolean send(Channel channel, ByteBuffer message);

    /** Smoothed round trip, in nanoseconds; 0 while unknown. */
    long roundTripNanos();

    /** Share of the sent packets that were not acknowledged, over the last seconds; 0 to 1. */
    double loss();

    /** Tells the other end several times, and forgets it. */
    void disconnect();
}
