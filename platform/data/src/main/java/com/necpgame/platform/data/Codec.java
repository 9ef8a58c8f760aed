package com.necpgame.platform.data;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How one component of a record is stored as an attribute. Null never gets here: a null component has no attribute. */
abstract class Codec {
    /** The attribute, or null where DynamoDB has no such value: an empty set. */
    abstract @Nullable AttributeValue toAttribute(Object value);

    abstract Object fromAttribute(AttributeValue attribute);

    /** What a record holds whose attribute is missing. */
    @Nullable
    Object missing() {
        return null;
    }

    /** The value as it is written into a key. */
    String toKey(Object value) {
        throw new IllegalArgumentException("a value of this type cannot stand in a key");
    }

    /** Whether values may stand in a key. */
    boolean isKeyable() {
        return false;
    }

    /** Whether DynamoDB can add to the attribute. */
    boolean isNumber() {
        return false;
    }

    static <T> T cast(Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("a " + type.getSimpleName() + " is needed, not a "
                    + value.getClass().getSimpleName());
        }
        return type.cast(value);
    }

    static <T> T present(@Nullable T value, String kind) {
        if (value == null) {
            throw notOfKind(kind);
        }
        return value;
    }

    static IllegalStateException notOfKind(String kind) {
        return new IllegalStateException("the stored attribute is not of kind " + kind);
    }
}
