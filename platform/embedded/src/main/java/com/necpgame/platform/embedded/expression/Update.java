package com.necpgame.platform.embedded.expression;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** SET, REMOVE, ADD and DELETE over one item. */
public final class Update {
    public static Update parse(String text, Placeholders placeholders) {
        throw new UnsupportedOperationException();
    }

    /**
     * The new item. Every right side reads the old one, which stays as it is.
     *
     * @param item the old item, or the key alone for an item that is not there
     * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if a path, type or number does not allow it
     */
    public Map<String, AttributeValue> apply(Map<String, AttributeValue> item) {
        throw new UnsupportedOperationException();
    }

    /** The top-level attributes that it changes; a key attribute may not be among them. */
    public Set<String> attributes() {
        throw new UnsupportedOperationException();
    }

    /** What {@code UPDATED_OLD} and {@code UPDATED_NEW} return of the item before or after. */
    public Map<String, AttributeValue> touched(Map<String, AttributeValue> item) {
        throw new UnsupportedOperationException();
    }
}
