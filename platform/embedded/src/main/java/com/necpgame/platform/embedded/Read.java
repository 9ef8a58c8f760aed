package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.expression.Placeholders;
import com.necpgame.platform.embedded.expression.Projection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One item that is asked for by its key.
 *
 * @param entry where it is stored
 * @param projection what of it is wanted; null for all
 */
record Read(
        TableSchema table,
        Map<String, AttributeValue> key,
        byte[] entry,
        @Nullable Projection projection) {
    static Read of(
            Tables tables,
            String tableName,
            Map<String, AttributeValue> key,
            @Nullable String projection,
            @Nullable Map<String, String> names) {
        Projection wanted = projection(projection, names);
        TableSchema table = tables.require(tableName);
        return of(table, key, wanted);
    }

    static Read of(TableSchema table, Map<String, AttributeValue> asked, @Nullable Projection wanted) {
        var key = ItemRules.key(table, asked);
        return new Read(table, key, table.keys().entry(key), wanted);
    }

    static @Nullable Projection projection(@Nullable String text, @Nullable Map<String, String> names) {
        var placeholders = Placeholders.of(names, null, text != null);
        Projection projection = projection(text, placeholders);
        placeholders.requireAllUsed();
        return projection;
    }

    static @Nullable Projection projection(@Nullable String text, Placeholders placeholders) {
        return text == null ? null : Projection.parse(text, placeholders);
    }

    byte[] partition() {
        return table.keys().partitionOf(key);
    }

    Map<String, AttributeValue> shown(Map<String, AttributeValue> item) {
        return projection == null ? item : projection.of(item);
    }
}
