package com.necpgame.platform.testkit;

import com.necpgame.platform.testkit.ApiOperation.Body;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One good request with one field of its body broken, for each field and each way to break it. */
final class BrokenFields {
    /** Longer than any text that a game takes, in characters. */
    private static final int OVERLONG = 100_000;

    private static final List<String> KINDS =
            List.of("null", "true", "7", "\"text\"", "[]", "{}", "[[]]", "[null]", "{\"a\":1}");
    private static final List<String> STRINGS = List.of(
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0001\\u001f\\u007f\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u202e\\u2066\"",
            "\"" + "a".repeat(OVERLONG) + "\"");
    private static final List<String> INTEGERS =
            List.of("-1", "0", "2147483648", "9223372036854775807", "-9223372036854775808");
    /** Forbidden wherever a whole number of 64 bits is wanted, whatever the schema says of its range. */
    private static final List<String> NO_INTEGERS =
            List.of("1.5", "9223372036854775808", "-9223372036854775809", "1e400", "1e999999999", "\"1\"", "01", "+1");

    private static final List<String> NUMBERS = List.of("-1", "0", "-0.0", "1e-400", "0.1");
    private static final List<String> NO_NUMBERS = List.of("1e400", "1e999999999", "Infinity", "\"1\"");

    /** Stands in a tree for text that no tree can hold. */
    private static final String PLACE = "@@place@@";

    private final OpenApiDocument document;
    private final Body body;
    private final ApiRequest good;
    private final List<BadInput> all = new ArrayList<>();

    private BrokenFields(OpenApiDocument document, Body body, ApiRequest good) {
        this.document = document;
        this.body = body;
        this.good = good;
    }

    static List<BadInput> of(OpenApiDocument document, Body body, ApiRequest good) {
        var broken = new BrokenFields(document, body, good);
        broken.breakInside(document.schema(body.pointer()), broken.tree(), "");
        return broken.all;
    }

    /** Breaks each field of the good body; one that the good body lacks is passed over. */
    private void breakInside(JsonNode reference, JsonNode value, String pointer) {
        var schema = document.resolved(reference);
        if (value instanceof ObjectNode object) {
            set(pointer + "/unknownField", "1", true);
            Schemas.properties(document, schema).forEach((name, property) -> {
                if (object.has(name)) {
                    remove(pointer, name);
                    breakValue(property, object.path(name), pointer + "/" + name);
                }
            });
        } else if (value instanceof ArrayNode array && !array.isEmpty()) {
            breakValue(schema.path("items"), array.path(0), pointer + "/0");
        }
    }

    private void breakValue(JsonNode reference, JsonNode value, String at) {
        KINDS.forEach(json -> set(at, json));
        set(at, Json.deepArrays(), true);
        switch (Schemas.type(document.resolved(reference))) {
            case "string" -> STRINGS.forEach(json -> set(at, json));
            case "integer" -> {
                INTEGERS.forEach(json -> set(at, json));
                NO_INTEGERS.forEach(json -> set(at, json, true));
            }
            case "number" -> {
                NUMBERS.forEach(json -> set(at, json));
                NO_NUMBERS.forEach(json -> set(at, json, true));
            }
            default -> breakInside(reference, value, at);
        }
    }

    private void remove(String pointer, String name) {
        var changed = tree();
        ((ObjectNode) changed.at(pointer)).remove(name);
        var text = Json.write(changed);
        add(pointer + "/" + name + " missing", text, document.forbids(body.pointer(), text));
    }

    private void set(String at, String json) {
        set(at, json, document.forbids(body.pointer(), with(at, json)));
    }

    private void set(String at, String json, boolean refused) {
        add(at + " = " + Texts.cut(json), with(at, json), refused);
    }

    private void add(String name, String text, boolean refused) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        all.add(new BadInput(name, good.body(body.contentType(), bytes), refused));
    }

    /** The good body with any text in the place of a value. */
    private String with(String at, String json) {
        var changed = tree();
        int slash = at.lastIndexOf('/');
        var last = at.substring(slash + 1);
        switch (changed.at(at.substring(0, slash))) {
            case ObjectNode object -> object.put(last, PLACE);
            case ArrayNode array -> array.set(Integer.parseInt(last), PLACE);
            default -> throw new IllegalArgumentException("nothing can be put at " + at);
        }
        return Json.write(changed).replace("\"" + PLACE + "\"", json);
    }

    private JsonNode tree() {
        return Json.read(new String(good.body(), StandardCharsets.UTF_8));
    }
}
