package com.necpgame.server;

import io.micronaut.context.annotation.Requires;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.ServerWebSocket;

/** What a module with a socket looks like, as far as the edge can tell. */
@ServerWebSocket("/test/echo")
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(property = "test.routes")
class TestEcho {
    @OnMessage
    void echo(String message, WebSocketSession session) {
        session.sendSync(message);
    }
}
