package com.necpgame.harness.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The server's OpenAPI document, which answers are held against. */
final class Shapes {
    private static final String JSON = "application/json";

    private final JsonNode document;
    private final Map<Operation, Pattern> operations = new TreeMap<>();

    /** @param path with its variables unfilled */
    record Operation(String method, String path) implements Comparable<Operation> {
        @Override
        public int compareTo(Operation other) {
            // What has fewer variables comes first: /mine is not an id.
            int byVariables = Long.compare(variables(), other.variables());
            return byVariables != 0 ? byVariables : toString().compareTo(other.toString());
        }

        private long variables() {
            return path.chars().filter(c -> c == '{').count();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** @param document an OpenAPI 3.0 document; a missing node for none, which finds nothing wrong */
    Shapes(JsonNode document) {
        this.document = document;
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> operations.put(
                                new Operation(method.toUpperCase(java.util.Locale.ROOT), path.getKey()),
                                Pattern.compile(path.getKey().replaceAll("\\{[^}]*}", "[^/?]+") + "(\\?.*)?"))));
    }

    Optional<Operation> operation(String method, String path) {
        return operations.entrySet().stream()
                .filter(each -> each.getKey().method().equals(method)
                        && each.getValue().matcher(path).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Operations of the modules that are not among these. */
    List<String> missing(Collection<Operation> played) {
        var missing = new TreeSet<>(operations.keySet());
        missing.removeAll(played);
        return missing.stream().map(Operation::toString).toList();
    }

    /** What is wrong with a successful answer; empty if nothing is, or if its body is no JSON. */
    List<String> faults(Operation operation, int status, JsonNode body) {
        JsonNode responses = document.path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(java.util.Locale.ROOT))
                .path("responses");
        JsonNode declared = responses.path(Integer.toString(status));
        if (declared.isMissingNode()) {
            return List.of("status " + status + " is not declared");
        }
        var faults = new ArrayList<String>();
        JsonNode schema = declared.path("content").path(JSON).path("schema");
        if (!schema.isMissingNode()) {
            check(body, schema, "", faults);
        }
        return faults;
    }

    private void check(JsonNode value, JsonNode schema, String at, Collection<String> faults) {
        if (schema.has("$ref")) {
            check(value, document.at(schema.get("$ref").asText().substring(1)), at, faults);
            return;
        }
        if (value.isNull() && isNullable(schema)) {
            return;
        }
        schema.path("allOf").forEach(part -> check(value, part, at, faults));
        if (!isOfType(value, schema.path("type").asText(""))) {
            faults.add(at + " is not " + schema.path("type").asText() + ": " + value);
            return;
        }
        checkEnum(value, schema.path("enum"), at, faults);
        checkMembers(value, schema, at, faults);
        value.elements().forEachRemaining(each -> {
            if (value.isArray() && schema.has("items")) {
                check(each, schema.get("items"), at + "[]", faults);
            }
        });
    }

    private static boolean isNullable(JsonNode schema) {
        return schema.path("nullable").asBoolean()
                || schema.path("type").asText("").isEmpty();
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }

    private static void checkEnum(JsonNode value, JsonNode allowed, String at, Collection<String> faults) {
        var words = new ArrayList<String>();
        allowed.forEach(each -> words.add(each.asText()));
        if (!words.isEmpty() && !words.contains(value.asText())) {
            faults.add(at + " is none of " + words + ": " + value);
        }
    }

    private void checkMembers(JsonNode value, JsonNode schema, String at, Collection<String> faults) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(at + "/" + name.asText() + " is missing");
            }
        });
        JsonNode declared = schema.path("properties");
        if (!value.isObject() || declared.isMissingNode()) {
            return;
        }
        value.properties().forEach(member -> {
            JsonNode of = declared.path(member.getKey());
            if (of.isMissingNode()) {
                faults.add(at + "/" + member.getKey() + " is not declared");
            } else {
                check(member.getValue(), of, at + "/" + member.getKey(), faults);
            }
        });
    }
}
