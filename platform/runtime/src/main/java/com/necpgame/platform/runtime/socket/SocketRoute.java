package com.necpgame.platform.runtime.socket;

/**
 * What a module does with the WebSockets at one path. A connection's calls come in their order: one {@link #open}, then
 * messages, then one {@link #closed}; those of several connections come at the same time.
 */
public interface SocketRoute {
    /** Like {@code /voice}; no other route has it. */
    String path();

    SocketLimits limits();

    /**
     * Judges a handshake. Returning accepts it; only after that can anything be sent to the connection, and what is
     * sent before the handshake has ended waits for its end. May block.
     *
     * @throws com.necpgame.platform.runtime.problem.Refusal which becomes the HTTP answer of the handshake
     */
    void open(SocketRequest request);

    /**
     * A whole text message of at most {@link SocketLimits#messageBytesMax} bytes. May block; the connection's next text
     * waits for it.
     *
     * @throws com.necpgame.platform.runtime.problem.Refusal which is told to the connection as an {@code error}
     *     message; the connection stays
     */
    void text(String connectionId, String message);

    /**
     * A whole binary message, where {@link Connections#carriesBinary}. Runs on the thread that reads the socket: it must
     * not block, wait or touch the store. The array is the callee's own.
     */
    void binary(String connectionId, byte[] message);

    /** The connection has ended, whoever ended it. Comes once per accepted handshake, but never if the process dies. May block. */
    void closed(String connectionId);
}
