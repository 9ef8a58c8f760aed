package com.necpgame.lambda.socket;

import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What API Gateway tells of a WebSocket.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html">The
 *     request context</a>
 */
final class SocketEvent {
    private final JsonNode event;
    private final JsonNode context;

    private SocketEvent(JsonNode event, JsonNode context) {
        this.event = event;
        this.context = context;
    }

    static @Nullable SocketEvent of(JsonNode event) {
        return event.isObject()
                        && event.get("requestContext") instanceof JsonNode context
                        && text(context, "connectionId") != null
                        && text(context, "eventType") != null
                ? new SocketEvent(event, context)
                : null;
    }

    static @Nullable String text(@Nullable JsonNode node, String field) {
        return node != null && node.isObject() && node.get(field) instanceof JsonNode value && value.isString()
                ? value.getStringValue()
                : null;
    }

    private String need(String field) {
        var value = text(context, field);
        if (value == null) {
            throw new IllegalArgumentException("an event of a WebSocket without " + field);
        }
        return value;
    }

    String connectionId() {
        return need("connectionId");
    }

    String type() {
        return need("eventType");
    }

    String domain() {
        return need("domainName");
    }

    String stage() {
        return need("stage");
    }

    /** A text message. */
    String body() {
        var body = text(event, "body");
        if (body == null) {
            return "";
        }
        var encoded = event.get("isBase64Encoded");
        return encoded != null && encoded.isBoolean() && encoded.getBooleanValue()
                ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                : body;
    }

    /** By lower-case name; the first value of each. */
    Map<String, String> headers() {
        return values("multiValueHeaders", "headers", name -> name.toLowerCase(Locale.ROOT));
    }

    /** The first value of each. */
    Map<String, String> query() {
        return values("multiValueQueryStringParameters", "queryStringParameters", UnaryOperator.identity());
    }

    private Map<String, String> values(String many, String single, UnaryOperator<String> name) {
        var values = new HashMap<String, String>();
        if (event.get(many) instanceof JsonNode each && each.isObject()) {
            each.entries().forEach(entry -> {
                if (entry.getValue().isArray() && entry.getValue().size() > 0) {
                    values.putIfAbsent(
                            name.apply(entry.getKey()), entry.getValue().get(0).coerceStringValue());
                }
            });
        }
        if (event.get(single) instanceof JsonNode each && each.isObject()) {
            each.entries()
                    .forEach(entry -> values.putIfAbsent(
                            name.apply(entry.getKey()), entry.getValue().coerceStringValue()));
        }
        return values;
    }

    /** What the client offers in {@code Sec-WebSocket-Protocol}, in all of its headers of that name. */
    String subprotocols() {
        var name = "sec-websocket-protocol";
        if (event.get("multiValueHeaders") instanceof JsonNode headers && headers.isObject()) {
            var offered = StreamSupport.stream(headers.entries().spliterator(), false)
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .flatMap(entry ->
                            StreamSupport.stream(entry.getValue().values().spliterator(), false))
                    .map(JsonNode::coerceStringValue)
                    .toList();
            if (!offered.isEmpty()) {
                return String.join(",", offered);
            }
        }
        return headers().getOrDefault(name, "");
    }

    /**
     * The claims that the gateway's authorizer vouches for: in a member of their own, or, as a Lambda authorizer can return
     * no objects, flat. Empty without an authorizer.
     */
    Map<String, Object> claims() {
        if (!(context.get("authorizer") instanceof JsonNode authorizer) || !authorizer.isObject()) {
            return Map.of();
        }
        var claims = authorizer.get("claims") instanceof JsonNode own && own.isObject() ? own : authorizer;
        var plain = new LinkedHashMap<String, Object>();
        for (var entry : claims.entries()) {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                plain.put(entry.getKey(), entry.getValue().coerceStringValue());
            }
        }
        return plain;
    }

    List<String> authorization() {
        var header = headers().get("authorization");
        return header == null ? List.of() : List.of(header);
    }
}
