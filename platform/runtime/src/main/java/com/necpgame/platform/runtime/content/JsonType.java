package com.necpgame.platform.runtime.content;

import java.util.Arrays;
import java.util.Optional;

/** The types of JSON Schema, and what designers call them. */
enum JsonType {
    OBJECT("object", "a mapping"),
    ARRAY("array", "a list"),
    STRING("string", "text"),
    INTEGER("integer", "a whole number"),
    NUMBER("number", "a number"),
    BOOLEAN("boolean", "true or false"),
    NULL("null", "empty");

    private final String schemaName;
    private final String described;

    JsonType(String schemaName, String described) {
        this.schemaName = schemaName;
        this.described = described;
    }

    static Optional<JsonType> named(String schemaName) {
        return Arrays.stream(values())
                .filter(type -> type.schemaName.equals(schemaName))
                .findFirst();
    }

    boolean holds(Node node) {
        return switch (this) {
            case OBJECT -> node instanceof Node.Mapping;
            case ARRAY -> node instanceof Node.Sequence;
            case STRING -> node instanceof Node.Text;
            case INTEGER -> node instanceof Node.Numeral numeral && numeral.isWhole();
            case NUMBER -> node instanceof Node.Numeral;
            case BOOLEAN -> node instanceof Node.Truth;
            case NULL -> node instanceof Node.Nothing;
        };
    }

    String described() {
        return described;
    }
}
