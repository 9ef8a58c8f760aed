package com.necpgame.platform.testkit;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a schema says of a value's shape. */
final class Schemas {
    private Schemas() {}

    /** The one type that is not null: 3.1 may list several. A schema with properties or parts is an object's. */
    static String type(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (!one.asString().equals("null")) {
                    return one.asString();
                }
            }
        }
        return type.asString(schema.has("properties") || schema.has("allOf") ? "object" : "string");
    }

    /** The properties of an object, those of its parts included, with their schemas as they stand. */
    static Map<String, JsonNode> properties(OpenApiDocument document, JsonNode schema) {
        var all = new LinkedHashMap<String, JsonNode>();
        schema.path("allOf").forEach(part -> all.putAll(properties(document, document.resolved(part))));
        schema.path("properties").forEachEntry(all::put);
        return all;
    }

    /** The names of the properties that an object must have. */
    static Set<String> required(OpenApiDocument document, JsonNode schema) {
        var all = new LinkedHashSet<String>();
        schema.path("allOf").forEach(part -> all.addAll(required(document, document.resolved(part))));
        schema.path("required").forEach(name -> all.add(name.asString()));
        return all;
    }
}
