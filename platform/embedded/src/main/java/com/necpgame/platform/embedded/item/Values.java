package com.necpgame.platform.embedded.item;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values as they come in: checked and in one form, so that equal values are equal from here on. */
public final class Values {
    private Values() {}

    /**
     * The item with its numbers in plain form (38 digits, no exponent, no trailing zeros, no plus), its nesting (32) and sets checked.
     *
     * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if a value is none that DynamoDB takes
     */
    public static Map<String, AttributeValue> admit(Map<String, AttributeValue> item) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #admit(Map)}, for one value. */
    public static AttributeValue admit(AttributeValue value) {
        throw new UnsupportedOperationException();
    }
}
