package com.necpgame.platform.data;

import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The key of one item in its table, as {@link Items#key} makes it.
 *
 * @param partition the item's {@code pk}, at most 2048 bytes
 * @param sort the item's {@code sk}, at most 1024 bytes
 */
public record Key(String partition, String sort) {
    static final String PARTITION = "pk";
    static final String SORT = "sk";

    Map<String, AttributeValue> attributes() {
        return Map.of(PARTITION, AttributeValue.fromS(partition), SORT, AttributeValue.fromS(sort));
    }

    /** A key attribute of an item that has it. */
    static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name).s();
    }

    @Override
    public String toString() {
        return partition + " / " + sort;
    }
}
