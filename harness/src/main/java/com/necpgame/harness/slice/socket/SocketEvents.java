package com.necpgame.harness.slice.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.slice.edge.EventParts;
import com.necpgame.harness.slice.edge.Received;
import com.necpgame.harness.slice.edge.Visitor;
import com.necpgame.harness.wire.Json;
import java.time.Instant;
import java.util.UUID;

/**
 * The events of one connection, as a WebSocket API gives them to a function.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html">The
 *     variables of a WebSocket API</a>
 */
final class SocketEvents {
    private static final String DEFAULT_ROUTE = "$default";

    private final String connectionId;
    private final Received handshake;
    private final Visitor visitor;
    private final String stage;
    private final String apiId;
    private final Instant connectedAt;

    SocketEvents(
            String connectionId, Received handshake, Visitor visitor, String stage, String apiId, Instant connectedAt) {
        this.connectionId = connectionId;
        this.handshake = handshake;
        this.visitor = visitor;
        this.stage = stage;
        this.apiId = apiId;
        this.connectedAt = connectedAt;
    }

    ObjectNode connect() {
        var event = Json.object();
        EventParts.headers(event, handshake);
        if (!handshake.query().isEmpty()) {
            EventParts.query(event, handshake);
        }
        context(event, "CONNECT", "$connect");
        return event.put("isBase64Encoded", false);
    }

    ObjectNode message(String text) {
        var event = Json.object();
        context(event, "MESSAGE", route(text))
                .put("messageId", UUID.randomUUID().toString());
        return event.put("body", text).put("isBase64Encoded", false);
    }

    ObjectNode disconnect(int code, String reason) {
        var event = Json.object();
        var headers = event.putObject("headers");
        headers.put("Host", handshake.header("Host")).put("X-Forwarded-For", handshake.address());
        context(event, "DISCONNECT", "$disconnect")
                .put("disconnectStatusCode", code)
                .put("disconnectReason", reason);
        return event.put("isBase64Encoded", false);
    }

    /** What {@code $request.body.action} selects. */
    private static String route(String text) {
        try {
            var action = Json.parse(text).path("action");
            return action.isTextual() && !action.textValue().isBlank() ? action.textValue() : DEFAULT_ROUTE;
        } catch (IllegalArgumentException e) {
            return DEFAULT_ROUTE;
        }
    }

    private ObjectNode context(ObjectNode event, String type, String route) {
        var context = EventParts.requestContext(event, handshake, stage, apiId)
                .put("routeKey", route)
                .put("eventType", type)
                .put("messageDirection", "IN")
                .put("connectedAt", connectedAt.toEpochMilli())
                .put("connectionId", connectionId);
        visitor.describe(context);
        return context;
    }
}
