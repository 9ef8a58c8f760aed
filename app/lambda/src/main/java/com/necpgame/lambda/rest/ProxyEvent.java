package com.necpgame.lambda.rest;

import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * API Gateway's proxy event, payload 1.0.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format">Its
 *     members</a>
 */
record ProxyEvent(JsonNode event) {
    String method() {
        return text(event, "httpMethod", "GET");
    }

    String path() {
        return text(event, "path", "/");
    }

    Map<String, List<String>> headers() {
        return values("headers", "multiValueHeaders");
    }

    Map<String, List<String>> query() {
        return values("queryStringParameters", "multiValueQueryStringParameters");
    }

    byte[] body() {
        var body = text(event, "body", "");
        return isTrue("isBase64Encoded") ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }

    /** Whose connection the gateway has. */
    String sourceAddress() {
        return text(member(member(event, "requestContext"), "identity"), "sourceIp", "0.0.0.0");
    }

    /** What the gateway's authorizer has found in the caller's token; null where no authorizer looked. */
    @Nullable
    Map<String, Object> claims() {
        var claims = member(member(member(event, "requestContext"), "authorizer"), "claims");
        if (claims == null || !claims.isObject()) {
            return null;
        }
        var values = new LinkedHashMap<String, Object>();
        for (var claim : claims.entries()) {
            if (!claim.getValue().isNull()) {
                values.put(claim.getKey(), claim.getValue().coerceStringValue());
            }
        }
        return values;
    }

    /** The gateway sends both members; whoever invokes by hand may send one. */
    private Map<String, List<String>> values(String single, String multi) {
        var values = new LinkedHashMap<String, List<String>>();
        var singles = member(event, single);
        if (singles != null && singles.isObject()) {
            singles.entries().forEach(entry -> values.put(entry.getKey(), List.of(string(entry.getValue()))));
        }
        var multis = member(event, multi);
        if (multis != null && multis.isObject()) {
            multis.entries().forEach(entry -> values.put(entry.getKey(), strings(entry.getValue())));
        }
        return values;
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.values().spliterator(), false)
                .map(ProxyEvent::string)
                .toList();
    }

    private static String string(JsonNode value) {
        return value.isNull() ? "" : value.coerceStringValue();
    }

    private boolean isTrue(String name) {
        var value = member(event, name);
        return value != null && value.isBoolean() && value.getBooleanValue();
    }

    private static String text(@Nullable JsonNode node, String name, String otherwise) {
        var value = member(node, name);
        return value == null ? otherwise : value.coerceStringValue();
    }

    private static @Nullable JsonNode member(@Nullable JsonNode node, String name) {
        var value = node == null || !node.isObject() ? null : node.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
