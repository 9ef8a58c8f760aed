package com.necpgame.platform.testkit;

import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as text and as a tree. */
final class Json {
    /** Deeper than any JSON that is meant well. */
    static final int DEEP = 10_000;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Reads one document.
     *
     * @throws tools.jackson.core.JacksonException if the text is none, or has anything behind it
     */
    static JsonNode read(String text) {
        var node = MAPPER.readTree(text);
        if (node.isMissingNode()) {
            throw new StreamReadException("nothing there");
        }
        return node;
    }

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A JSON string with these characters. */
    static String quoted(String text) {
        return write(text);
    }

    static String deepArrays() {
        return "[".repeat(DEEP) + "]".repeat(DEEP);
    }
}
