package com.necpgame.server;

import com.necpgame.platform.runtime.transaction.Idempotency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What every route of the API has in common, said once: {@code openapi-common.yml}. */
final class OpenApiCommon {
    private static final Map<String, Object> COMMON = load();

    private OpenApiCommon() {}

    private static Map<String, Object> load() {
        return DocumentParts.parse(Resources.text("openapi-common.yml"));
    }

    static Map<String, Object> info() {
        var info = new LinkedHashMap<>(OpenApiDocument.map(COMMON.get("info")));
        info.put("version", Necpgame.version());
        return info;
    }

    static Map<String, Object> components() {
        return OpenApiDocument.map(COMMON.get("components"));
    }

    static List<Object> security() {
        return OpenApiDocument.list(COMMON.get("security"));
    }

    /** Whether we describe it ourselves, and so better than a module can. */
    static boolean has(String section, String name) {
        return OpenApiDocument.map(components().get(section)).containsKey(name);
    }

    /** An operation without the parameters of these names, wherever they got to. */
    static Map<String, Object> without(Map<String, Object> operation, Set<String> names) {
        var rest = new LinkedHashMap<>(operation);
        var parameters = OpenApiDocument.list(operation.get("parameters")).stream()
                .filter(parameter ->
                        !names.contains(OpenApiDocument.map(parameter).get("name")))
                .toList();
        if (parameters.isEmpty()) {
            rest.remove("parameters");
        } else {
            rest.put("parameters", parameters);
        }
        var body = OpenApiDocument.map(operation.get("requestBody"));
        if (!body.isEmpty() && !names.isEmpty()) {
            body = withoutFields(body, names);
            if (body.isEmpty()) {
                rest.remove("requestBody");
            } else {
                rest.put("requestBody", body);
            }
        }
        return rest;
    }

    private static Map<String, Object> withoutFields(Map<String, Object> body, Set<String> names) {
        var content = new LinkedHashMap<String, Object>();
        OpenApiDocument.map(body.get("content")).forEach((mediaType, described) -> {
            var schema = withoutProperties(
                    OpenApiDocument.map(OpenApiDocument.map(described).get("schema")), names);
            if (!schema.isEmpty()) {
                var kept = new LinkedHashMap<>(OpenApiDocument.map(described));
                kept.put("schema", schema);
                content.put(mediaType, kept);
            }
        });
        if (content.isEmpty()) {
            return Map.of();
        }
        var rest = new LinkedHashMap<>(body);
        rest.put("content", content);
        return rest;
    }

    /** Empty where nothing of the schema is left; the one part itself where of several parts only one is. */
    private static Map<String, Object> withoutProperties(Map<String, Object> schema, Set<String> names) {
        var rest = new LinkedHashMap<>(schema);
        var required = new ArrayList<>(OpenApiDocument.list(schema.get("required")));
        required.removeAll(names);
        put(rest, "required", required);
        var properties = new LinkedHashMap<>(OpenApiDocument.map(schema.get("properties")));
        properties.keySet().removeAll(names);
        put(rest, "properties", properties);
        var parts = OpenApiDocument.list(schema.get("allOf")).stream()
                .map(part -> withoutProperties(OpenApiDocument.map(part), names))
                .filter(part -> !part.isEmpty())
                .toList();
        put(rest, "allOf", parts);
        if (parts.size() == 1 && rest.size() == 1) {
            return parts.getFirst();
        }
        return rest.equals(Map.of("type", "object")) ? Map.of() : rest;
    }

    private static void put(Map<String, Object> map, String name, Object value) {
        if (value.equals(List.of()) || value.equals(Map.of())) {
            map.remove(name);
        } else {
            map.put(name, value);
        }
    }

    /**
     * An operation with the answers and parameters that the edge adds to it.
     *
     * @param needsKey whether it takes an {@link Idempotency}
     * @param anonymous whether it can be called without a token
     */
    static Map<String, Object> complete(Map<String, Object> operation, boolean needsKey, boolean anonymous) {
        var complete = new LinkedHashMap<>(operation);
        if (needsKey) {
            var parameters = new ArrayList<>(OpenApiDocument.list(operation.get("parameters")));
            parameters.add(reference("parameters/IdempotencyKey"));
            complete.put("parameters", parameters);
        }
        var responses = new TreeMap<>(OpenApiDocument.map(operation.get("responses")));
        responses.putIfAbsent("429", reference("responses/RateLimited"));
        responses.putIfAbsent("default", reference("responses/Problem"));
        complete.put("responses", responses);
        if (anonymous) {
            complete.put("security", List.of());
        }
        return complete;
    }

    private static Map<String, Object> reference(String component) {
        return Map.of("$ref", "#/components/" + component);
    }
}
