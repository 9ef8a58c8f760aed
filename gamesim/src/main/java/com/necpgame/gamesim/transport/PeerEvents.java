package com.necpgame.gamesim.transport;

import java.nio.ByteBuffer;

/** What happens at an endpoint; called on the thread that polls it. */
public interface PeerEvents {
    /** The handshake is done. */
    void connected(Peer peer);

    /** A message arrived; the buffer is good until this returns. */
    void received(Peer peer, Channel channel, ByteBuffer message);

    /** Gone: it said so, went silent, or was disconnected here. Called once, after {@link #connected}. */
    void disconnected(Peer peer, Reason reason);

    /** Why a connection ended. */
    enum Reason {
        /** This side closed it. */
        HERE,
        /** The other side closed it. */
        THERE,
        /** Nothing came for the timeout. */
        TIMEOUT,
        /** The same player came again, and this connection gave way. */
        REPLACED
    }
}
