package com.necpgame.server.socket;

import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * What Micronaut upgrades a connection to, at the path of every route ({@link SocketPaths}). Who may open one is the
 * route's to say. A sub-protocol that a client offers is agreed to: browsers insist on an answer.
 */
@ServerWebSocket(value = SocketEndpoint.NOWHERE, subprotocols = "*")
@Secured(SecurityRule.IS_ANONYMOUS)
class SocketEndpoint {
    /** The annotation wants a path; no route has it, so that a handshake there is refused as anywhere else. */
    static final String NOWHERE = "/.socket";

    /** What one frame may carry; a longer one ends the connection with close code 1009. */
    static final int FRAME_BYTES_MAX = 131_072;

    @OnMessage(maxPayloadLength = FRAME_BYTES_MAX)
    void message(WebSocketFrame frame) {
        throw new IllegalStateException("Frames are taken by SocketHandler, which stands before");
    }
}
