package com.necpgame.platform.data;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item that a refused write found under its key.
 *
 * @param attributes the item as it is stored, empty if there was none
 */
public record StoredItem(Map<String, AttributeValue> attributes) {
    public StoredItem {
        attributes = Map.copyOf(attributes);
    }

    /** Whether there was an item. */
    public boolean isPresent() {
        return !attributes.isEmpty();
    }

    /**
     * The item as a record.
     *
     * @throws IllegalStateException if there was none
     */
    public <E> E as(Class<E> type) {
        if (!isPresent()) {
            throw new IllegalStateException("there was no item");
        }
        return RecordMapper.of(type).fromAttributes(attributes);
    }
}
