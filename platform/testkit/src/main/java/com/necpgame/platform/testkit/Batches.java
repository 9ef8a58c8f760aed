package com.necpgame.platform.testkit;

import com.necpgame.platform.testkit.DynamoInterceptor.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Batches of which only the first part reaches the store. */
final class Batches {
    private Batches() {}

    static boolean isDivisible(DynamoDbRequest request) {
        return size(request) > 1;
    }

    /** How many items a batch holds; 0 for what is no batch. */
    static int size(DynamoDbRequest request) {
        return switch (request) {
            case BatchWriteItemRequest writes ->
                writes.requestItems().values().stream().mapToInt(List::size).sum();
            case BatchGetItemRequest reads ->
                reads.requestItems().values().stream()
                        .mapToInt(table -> table.keys().size())
                        .sum();
            default -> 0;
        };
    }

    /** Sends the first items and answers the others as unprocessed. */
    static DynamoDbResponse send(Call call, int first) {
        return switch (call.request()) {
            case BatchWriteItemRequest writes -> sendWrites(call, writes, first);
            case BatchGetItemRequest reads -> sendReads(call, reads, first);
            default -> throw new IllegalArgumentException("no batch: " + call.operation());
        };
    }

    private static DynamoDbResponse sendWrites(Call call, BatchWriteItemRequest request, int first) {
        Parts<List<WriteRequest>> parts = Parts.of(request.requestItems(), first, List::size, List::subList);
        var answer = (BatchWriteItemResponse)
                call.proceed(request.toBuilder().requestItems(parts.sent).build());
        var rest = new HashMap<>(parts.kept);
        answer.unprocessedItems().forEach((table, more) -> rest.merge(table, more, Batches::joined));
        return answer.toBuilder().unprocessedItems(rest).build();
    }

    private static DynamoDbResponse sendReads(Call call, BatchGetItemRequest request, int first) {
        Parts<KeysAndAttributes> parts =
                Parts.of(request.requestItems(), first, table -> table.keys().size(), Batches::keys);
        var answer = (BatchGetItemResponse)
                call.proceed(request.toBuilder().requestItems(parts.sent).build());
        var rest = new HashMap<>(parts.kept);
        answer.unprocessedKeys()
                .forEach((table, more) -> rest.merge(
                        table,
                        more,
                        (a, b) -> a.toBuilder().keys(joined(a.keys(), b.keys())).build()));
        return answer.toBuilder().unprocessedKeys(rest).build();
    }

    private static KeysAndAttributes keys(KeysAndAttributes table, int from, int to) {
        return table.toBuilder().keys(table.keys().subList(from, to)).build();
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private record Parts<T>(Map<String, T> sent, Map<String, T> kept) {
        private interface Slice<T> {
            T of(T whole, int from, int to);
        }

        static <T> Parts<T> of(Map<String, T> tables, int first, ToIntFunction<T> size, Slice<T> slice) {
            var parts = new Parts<T>(new HashMap<>(), new HashMap<>());
            int left = first;
            for (var table : tables.entrySet()) {
                var whole = table.getValue();
                int count = size.applyAsInt(whole);
                int cut = Math.min(left, count);
                if (cut > 0) {
                    parts.sent.put(table.getKey(), slice.of(whole, 0, cut));
                }
                if (cut < count) {
                    parts.kept.put(table.getKey(), slice.of(whole, cut, count));
                }
                left -= cut;
            }
            return parts;
        }
    }
}
