package com.necpgame.platform.embedded;

import static com.necpgame.platform.embedded.item.Rejections.validation;

import com.necpgame.platform.embedded.Consumption.Rate;
import com.necpgame.platform.embedded.expression.Projection;
import com.necpgame.platform.embedded.item.Sizes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Many items in one call, each for itself. */
final class Batches {
    static final int GETS_MAX = 100;
    static final int WRITES_MAX = 25;
    /** Of all items in one answer or one request. */
    static final int BYTES_MAX = 16 * 1024 * 1024;

    private final Tables tables;
    private final Reads reads;
    private final WriteRequests requests;
    private final Writes writes;
    private final Conflicts conflicts;

    Batches(Tables tables, Reads reads, WriteRequests requests, Writes writes, Conflicts conflicts) {
        this.tables = tables;
        this.reads = reads;
        this.requests = requests;
        this.writes = writes;
        this.conflicts = conflicts;
    }

    /** Tables under the names that the caller gave them. */
    private record Gets(String name, KeysAndAttributes asked, List<Read> reads) {}

    BatchGetItemResponse get(BatchGetItemRequest request) {
        requireCount(
                "BatchGetItem",
                request.requestItems().values().stream()
                        .mapToInt(asked -> asked.keys().size())
                        .sum(),
                GETS_MAX);
        List<Gets> gets = request.requestItems().entrySet().stream()
                .map(table -> gets(table.getKey(), table.getValue()))
                .toList();
        return answer(request, gets);
    }

    private Gets gets(String name, KeysAndAttributes asked) {
        Legacy.refuse(asked);
        Projection projection = Read.projection(asked.projectionExpression(), asked.expressionAttributeNames());
        TableSchema table = tables.require(name);
        List<Read> found = asked.keys().stream()
                .map(key -> Read.of(table, key, projection))
                .toList();
        requireDistinct(found.stream().map(Read::entry).toList());
        return new Gets(name, asked, found);
    }

    private BatchGetItemResponse answer(BatchGetItemRequest request, List<Gets> gets) {
        var items = new LinkedHashMap<String, List<Map<String, AttributeValue>>>();
        var left = new LinkedHashMap<String, KeysAndAttributes>();
        var consumed = new ArrayList<Consumption>();
        long bytes = 0;
        for (Gets table : gets) {
            var consumption = new Consumption(
                    request.returnConsumedCapacity(), Rate.read(table.asked().consistentRead()));
            var found = new ArrayList<Map<String, AttributeValue>>();
            var unread = new ArrayList<Map<String, AttributeValue>>();
            for (Read read : table.reads()) {
                if (bytes >= BYTES_MAX) {
                    unread.add(read.key());
                    continue;
                }
                var item = reads.item(read);
                int size = item == null ? 0 : Sizes.of(item);
                bytes += size;
                consumption.table(read.table(), size);
                if (item != null) {
                    found.add(read.shown(item));
                }
            }
            items.put(table.name(), found);
            if (!unread.isEmpty()) {
                left.put(table.name(), table.asked().toBuilder().keys(unread).build());
            }
            consumed.add(consumption);
        }
        return BatchGetItemResponse.builder()
                .responses(items)
                .unprocessedKeys(left)
                .consumedCapacity(
                        consumed.getFirst().isWanted()
                                ? consumed.stream().map(Consumption::single).toList()
                                : null)
                .build();
    }

    BatchWriteItemResponse write(BatchWriteItemRequest request) {
        requireCount(
                "BatchWriteItem",
                request.requestItems().values().stream().mapToInt(List::size).sum(),
                WRITES_MAX);
        var batch = new ArrayList<Write>();
        request.requestItems().forEach((name, asked) -> {
            TableSchema table = tables.require(name);
            asked.forEach(each -> batch.add(write(table, each)));
        });
        requireDistinct(batch.stream().map(Write::entry).toList());
        batch.forEach(Batches::requireIndexable);
        batch.forEach(conflicts::requireNone);
        var consumption = new Consumption(request.returnConsumedCapacity(), Rate.WRITE);
        for (Outcome outcome : writes.each(batch, consumption)) {
            if (outcome.isRefused()) {
                throw outcome.refusal();
            }
        }
        return BatchWriteItemResponse.builder()
                .unprocessedItems(Map.of())
                .consumedCapacity(consumption.byTable())
                .build();
    }

    private Write write(TableSchema table, WriteRequest each) {
        if (each.putRequest() != null && each.deleteRequest() == null) {
            return requests.put(table, each.putRequest().item());
        }
        if (each.deleteRequest() != null && each.putRequest() == null) {
            return requests.delete(table, each.deleteRequest().key());
        }
        throw validation("Supplied AttributeValue has more than one datatypes set, must contain exactly one of "
                + "PutRequest and DeleteRequest");
    }

    /** Before any is written: a batch with an item that cannot be stored is refused as a whole. */
    private static void requireIndexable(Write write) {
        if (write.change() instanceof Change.Put put) {
            ItemRules.requireIndexable(write.table(), null, put.item());
        }
    }

    private static void requireCount(String call, int count, int max) {
        if (count < 1) {
            throw validation("1 validation error detected: Value '{}' at 'requestItems' failed to satisfy constraint: "
                    + "Member must have length greater than or equal to 1");
        }
        if (count > max) {
            throw validation("Too many items requested for the " + call + " call");
        }
    }

    private static void requireDistinct(Collection<byte[]> entries) {
        var seen = new HashSet<ByteBuffer>();
        for (byte[] entry : entries) {
            if (!seen.add(ByteBuffer.wrap(entry))) {
                throw validation("Provided list of item keys contains duplicates");
            }
        }
    }
}
