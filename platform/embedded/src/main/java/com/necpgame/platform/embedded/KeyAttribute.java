package com.necpgame.platform.embedded;

import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** An attribute that is part of a key, and the one type that its values have. */
record KeyAttribute(String name, ScalarAttributeType type) {
    boolean fits(AttributeValue value) {
        return switch (type) {
            case S -> value.s() != null;
            case N -> value.n() != null;
            case B -> value.b() != null;
            default -> false;
        };
    }

    static boolean isEmpty(AttributeValue value) {
        return (value.s() != null && value.s().isEmpty())
                || (value.b() != null && value.b().asByteArrayUnsafe().length == 0);
    }

    /** In UTF-8 bytes; numbers are bounded elsewhere. */
    static int bytes(AttributeValue value) {
        if (value.s() != null) {
            return value.s().getBytes(StandardCharsets.UTF_8).length;
        }
        return value.b() != null ? value.b().asByteArrayUnsafe().length : 0;
    }
}
