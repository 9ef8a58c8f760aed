package com.necpgame.platform.testkit;

import com.necpgame.platform.testkit.ApiOperation.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests that keep to the document's word: examples, defaults and the least that the schemas allow. What only the
 * game knows, such as the id of an item that exists, is for the test to fill in.
 */
public final class Sample {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Schemas may contain themselves. */
    private static final int DEPTH_MAX = 6;

    private static final String TEXT = "sample";

    private final OpenApiDocument document;

    private Sample(OpenApiDocument document) {
        this.document = document;
    }

    /** A request with every required parameter and, where one is declared, a JSON body with every field. */
    public static ApiRequest of(OpenApiDocument document, ApiOperation operation) {
        return new Sample(document).request(operation);
    }

    private ApiRequest request(ApiOperation operation) {
        var request = ApiRequest.of(operation.method(), path(operation));
        for (Parameter header : operation.parameters("header")) {
            request = header.required() ? request.header(header.name(), text(header)) : request;
        }
        var body = operation.body();
        return body == null
                ? request
                : request.json(value(document.schema(body.pointer()), 0))
                        .header(ApiRequest.CONTENT_TYPE, body.contentType());
    }

    private String path(ApiOperation operation) {
        var path = operation.path();
        for (Parameter variable : operation.parameters("path")) {
            path = path.replace("{" + variable.name() + "}", encoded(text(variable)));
        }
        var query = new ArrayList<String>();
        for (Parameter parameter : operation.parameters("query")) {
            if (parameter.required()) {
                query.add(encoded(parameter.name()) + "=" + encoded(text(parameter)));
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String text(Parameter parameter) {
        var value = value(document.schema(parameter.pointer()), 0);
        return value.isContainer() ? TEXT : value.asString();
    }

    private JsonNode value(JsonNode reference, int depth) {
        var schema = document.resolved(reference);
        for (String given : new String[] {"example", "default", "const"}) {
            if (schema.has(given)) {
                return schema.path(given).deepCopy();
            }
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        for (String choice : new String[] {"oneOf", "anyOf"}) {
            if (schema.has(choice)) {
                return value(schema.path(choice).path(0), depth + 1);
            }
        }
        return switch (Schemas.type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> NODES.numberNode(atLeast(schema, 1));
            case "number" -> NODES.numberNode((double) atLeast(schema, 1));
            case "boolean" -> NODES.booleanNode(true);
            default -> NODES.stringNode(string(schema));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        var object = NODES.objectNode();
        if (depth < DEPTH_MAX) {
            Schemas.properties(document, schema)
                    .forEach((name, property) -> object.set(name, value(property, depth + 1)));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        var array = NODES.arrayNode();
        int size = Math.max(1, schema.path("minItems").asInt(0));
        for (int i = 0; i < size && depth < DEPTH_MAX; i++) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private static long atLeast(JsonNode schema, long usual) {
        long least = schema.path("minimum").asLong(usual);
        boolean exclusive = schema.path("exclusiveMinimum").asBoolean(false);
        return Math.min(
                Math.max(usual, exclusive ? least + 1 : least),
                schema.path("maximum").asLong(Long.MAX_VALUE));
    }

    private static String string(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "date-time" -> "2026-01-01T00:00:00.000Z";
            case "date" -> "2026-01-01";
            case "uuid" -> "0190a5b4-5c3f-7d6e-8f90-123456789abc";
            case "uri" -> "https://example.com/";
            case "email" -> "sample@example.com";
            default -> fitted(schema);
        };
    }

    private static String fitted(JsonNode schema) {
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        var text = TEXT.repeat(1 + least / TEXT.length());
        return text.substring(0, Math.min(text.length(), most));
    }
}
