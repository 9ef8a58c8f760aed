package com.necpgame.platform.embedded.expression;

import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/** The names of the ten types, in expressions and in messages. */
final class Types {
    static final Set<String> NAMES = Set.of("S", "N", "B", "SS", "NS", "BS", "L", "M", "BOOL", "NULL");

    private Types() {}

    static String name(Type type) {
        return switch (type) {
            case S -> "S";
            case N -> "N";
            case B -> "B";
            case SS -> "SS";
            case NS -> "NS";
            case BS -> "BS";
            case L -> "L";
            case M -> "M";
            case BOOL -> "BOOL";
            case NUL -> "NULL";
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("a value of no type");
        };
    }

    static String longName(Type type) {
        return switch (type) {
            case S -> "STRING";
            case N -> "NUMBER";
            case B -> "BINARY";
            case SS -> "STRING_SET";
            case NS -> "NUMBER_SET";
            case BS -> "BINARY_SET";
            case L -> "LIST";
            case M -> "MAP";
            case BOOL -> "BOOLEAN";
            case NUL -> "NULL";
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("a value of no type");
        };
    }
}
