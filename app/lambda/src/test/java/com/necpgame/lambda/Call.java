package com.necpgame.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes API Gateway's proxy events, payload 1.0. */
public final class Call {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode event = JSON.createObjectNode();

    private Call(String method, String path) {
        event.put("resource", "/{proxy+}").put("path", path).put("httpMethod", method);
        event.putObject("requestContext")
                .put("stage", "test")
                .putObject("identity")
                .put("sourceIp", "203.0.113.9");
        event.putObject("headers");
        event.putObject("multiValueHeaders");
        event.putNull("queryStringParameters");
        event.putNull("multiValueQueryStringParameters");
        event.putNull("body").put("isBase64Encoded", false);
    }

    public static Call of(String method, String path) {
        return new Call(method, path);
    }

    public Call header(String name, String value) {
        ((ObjectNode) event.get("headers")).put(name, value);
        ((ObjectNode) event.get("multiValueHeaders")).withArrayProperty(name).add(value);
        return this;
    }

    public Call query(String name, String... values) {
        for (var value : values) {
            event.withObject("/queryStringParameters").put(name, value);
            event.withObject("/multiValueQueryStringParameters")
                    .withArrayProperty(name)
                    .add(value);
        }
        return this;
    }

    public Call json(String body) {
        event.put("body", body);
        return header("Content-Type", "application/json");
    }

    public Call bytes(String type, byte[] body) {
        event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
        return header("Content-Type", type);
    }

    /** As the gateway's authorizer has found the caller. */
    public Call as(Map<String, String> claims) {
        var node = event.withObject("/requestContext/authorizer/claims");
        claims.forEach(node::put);
        return this;
    }

    public Call as(String subject) {
        return as(Map.of("sub", subject, "token_use", "access", "client_id", "necpgame"));
    }

    public Answer to(TestFunction function) {
        return new Answer(function.invoke(event.toString()));
    }

    @Override
    public String toString() {
        return event.toString();
    }

    /** What the function answers to API Gateway. */
    public record Answer(JsonNode answer) {
        public int status() {
            return answer.path("statusCode").asInt();
        }

        public String text() {
            return answer.path("body").asText();
        }

        public boolean isBase64() {
            return answer.path("isBase64Encoded").asBoolean();
        }

        public JsonNode json() {
            try {
                return JSON.readTree(text());
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new AssertionError(text(), e);
            }
        }

        /** The only value of a header; null if it has none. */
        public @Nullable String header(String name) {
            var values = headers(name);
            return values.isMissingNode() ? null : values.path(0).asText();
        }

        public JsonNode headers(String name) {
            var all = answer.path("multiValueHeaders");
            for (var found : all.properties()) {
                if (found.getKey().equalsIgnoreCase(name)) {
                    return found.getValue();
                }
            }
            return all.path("");
        }
    }
}
