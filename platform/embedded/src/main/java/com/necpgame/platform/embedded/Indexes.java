package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.item.ItemCodec;
import com.necpgame.platform.embedded.item.Sizes;
import com.necpgame.platform.embedded.storage.Batch;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps the entries of a table's indexes as its items are, in the same batch. */
final class Indexes {
    private Indexes() {}

    /**
     * @param old the item before; null for none
     * @param now the item after; null for none
     */
    static void follow(
            Batch batch,
            TableSchema table,
            @Nullable Map<String, AttributeValue> old,
            @Nullable Map<String, AttributeValue> now,
            Consumption consumption) {
        for (IndexSchema index : table.indexes()) {
            follow(batch, table, index, held(index, old), held(index, now), consumption);
        }
    }

    /** Enters an item into an index that was added after it. */
    static void enter(Batch batch, IndexSchema index, Map<String, AttributeValue> item) {
        if (index.keys().holds(item)) {
            put(batch, index, index.keys().entry(item), index.project(item));
        }
    }

    private static @Nullable Map<String, AttributeValue> held(
            IndexSchema index, @Nullable Map<String, AttributeValue> item) {
        return item != null && index.keys().holds(item) ? index.project(item) : null;
    }

    private static void follow(
            Batch batch,
            TableSchema table,
            IndexSchema index,
            @Nullable Map<String, AttributeValue> old,
            @Nullable Map<String, AttributeValue> now,
            Consumption consumption) {
        byte[] before = old == null ? null : index.keys().entry(old);
        byte[] after = now == null ? null : index.keys().entry(now);
        boolean stays = before != null && after != null && Arrays.equals(before, after);
        if (old != null && before != null && !stays) {
            batch.delete(before);
            batch.touches(index.keys().partitionOf(old));
            count(consumption, table, index, old, null);
        }
        // While an index is being filled, an entry that would stay as it is may not be there yet.
        if (now != null && after != null && !(stays && index.complete() && now.equals(old))) {
            put(batch, index, after, now);
            count(consumption, table, index, stays ? old : null, now);
        }
    }

    private static void count(
            Consumption consumption,
            TableSchema table,
            IndexSchema index,
            @Nullable Map<String, AttributeValue> old,
            @Nullable Map<String, AttributeValue> now) {
        if (consumption.isWanted()) {
            consumption.index(table, index, Math.max(old == null ? 0 : Sizes.of(old), now == null ? 0 : Sizes.of(now)));
        }
    }

    private static void put(Batch batch, IndexSchema index, byte[] entry, Map<String, AttributeValue> projected) {
        batch.put(entry, ItemCodec.encode(projected));
        batch.touches(index.keys().partitionOf(projected));
    }
}
