package com.necpgame.platform.embedded;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;

/**
 * A table.
 *
 * @param id random, and never given twice
 * @param expiry the attribute by which items expire; null if they do not
 * @param isProtected whether DeleteTable is refused
 */
record TableSchema(
        String name,
        String id,
        Instant created,
        KeyShape keys,
        List<IndexSchema> indexes,
        Throughput throughput,
        @Nullable String expiry,
        boolean isProtected) {
    /** What was asked for; it is shown, and limits nothing. */
    record Throughput(BillingMode mode, long readUnits, long writeUnits) {}

    @Nullable
    IndexSchema index(String indexName) {
        return indexes.stream()
                .filter(index -> index.name().equals(indexName))
                .findFirst()
                .orElse(null);
    }

    TableSchema with(List<IndexSchema> changed) {
        return new TableSchema(name, id, created, keys, List.copyOf(changed), throughput, expiry, isProtected);
    }

    TableSchema with(IndexSchema added) {
        return with(Stream.concat(indexes.stream(), Stream.of(added)).toList());
    }

    TableSchema without(String indexName) {
        return with(indexes.stream()
                .filter(index -> !index.name().equals(indexName))
                .toList());
    }

    TableSchema completed(String indexName) {
        return with(indexes.stream()
                .map(index -> index.name().equals(indexName) ? index.completed() : index)
                .toList());
    }

    TableSchema expiringBy(@Nullable String attribute) {
        return new TableSchema(name, id, created, keys, indexes, throughput, attribute, isProtected);
    }

    TableSchema with(Throughput changed) {
        return new TableSchema(name, id, created, keys, indexes, changed, expiry, isProtected);
    }

    TableSchema protect(boolean on) {
        return new TableSchema(name, id, created, keys, indexes, throughput, expiry, on);
    }

    /** Whether the other is this table, perhaps with other indexes. A table that was deleted and made anew is another one. */
    boolean isSame(@Nullable TableSchema other) {
        return other != null && Objects.equals(id, other.id);
    }
}
