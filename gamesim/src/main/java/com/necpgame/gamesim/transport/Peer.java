package com.necpgame.gamesim.transport;

import java.nio.ByteBuffer;

/** The other end of a connection. Not for many threads: it belongs to the thread that polls its endpoint. */
public interface Peer {
    /** Who it is, by the token that it connected with. On a client {@link JoinClaims#UNKNOWN}: its token is sealed. */
    JoinClaims claims();

    /**
     * Sends what remains in the buffer as one message; its bytes are taken before this returns, and its position stays.
     * It leaves with the next flush of the endpoint, or at once where a packet is full.
     *
     * @return false where a full send window or the limit of the connection's rate dropped it (RELIABLE: nothing was queued, and the caller
     *     should disconnect or try again later), or the connection is over
     * @throws IllegalArgumentException for an empty message, or one longer than {@link TransportConfig.Sending#messageBytesMax} or, on the
     *     unreliable channel, {@link TransportConfig#UNRELIABLE_BYTES_MAX}
     */
    boolean send(Channel channel, ByteBuffer message);

    /** Whether all reliable messages have arrived: who has sent its last word waits for this before it disconnects. */
    boolean isSettled();

    /** Smoothed round trip, in nanoseconds; 0 while unknown. */
    long roundTripNanos();

    /** Share of the sent packets that were not acknowledged, over the last seconds; 0 to 1. */
    double loss();

    /** Tells the other end several times, and forgets it. */
    void disconnect();
}
