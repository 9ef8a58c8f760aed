package com.necpgame.platform.embedded;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One write to one item, however it was asked for.
 *
 * @param key the key attributes alone
 * @param entry where the item is stored
 * @param condition over the item before, which is empty if there is none; null for no condition
 * @param showsOld whether a failed condition shows what was there
 */
record Write(
        TableSchema table,
        Map<String, AttributeValue> key,
        byte[] entry,
        Change change,
        @Nullable Predicate<Map<String, AttributeValue>> condition,
        boolean showsOld) {
    byte[] partition() {
        return table.keys().partitionOf(key);
    }

    boolean isAllowed(@Nullable Map<String, AttributeValue> old) {
        return condition == null || condition.test(old == null ? Map.of() : old);
    }
}
