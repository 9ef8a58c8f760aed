package com.necpgame.platform.embedded;

import static com.necpgame.platform.embedded.item.Rejections.validation;

import com.necpgame.platform.embedded.Consumption.Rate;
import com.necpgame.platform.embedded.Pages.Ask;
import com.necpgame.platform.embedded.expression.Condition;
import com.necpgame.platform.embedded.expression.KeyCondition;
import com.necpgame.platform.embedded.expression.Placeholders;
import com.necpgame.platform.embedded.expression.Projection;
import com.necpgame.platform.embedded.item.Values;
import com.necpgame.platform.embedded.storage.Storage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Query and Scan, over tables and indexes. */
final class Queries {
    private static final int SEGMENTS_MAX = 1_000_000;

    private final Storage storage;
    private final Tables tables;
    private final Pages pages;

    Queries(Storage storage, Tables tables) {
        this.storage = storage;
        this.tables = tables;
        this.pages = new Pages(storage);
    }

    QueryResponse query(QueryRequest request) {
        Legacy.refuse(request);
        int limit = limit(request.limit());
        TableSchema table = tables.require(request.tableName());
        IndexSchema index = index(table, request.indexName(), request.consistentRead());
        KeyShape keys = index == null ? table.keys() : index.keys();
        var placeholders =
                Placeholders.of(request.expressionAttributeNames(), request.expressionAttributeValues(), true);
        KeyCondition condition = keyCondition(request.keyConditionExpression(), placeholders, keys);
        Condition filter = filter(request.filterExpression(), placeholders, index);
        Projection projection = projection(request.projectionExpression(), placeholders);
        placeholders.requireAllUsed();
        requireNoKeys(filter, keys);
        boolean descending = Boolean.FALSE.equals(request.scanIndexForward());
        Bytes.Range range = KeyRanges.of(keys, condition);
        var from = request.hasExclusiveStartKey() ? start(keys, request.exclusiveStartKey(), range) : null;
        var consumption = new Consumption(request.returnConsumedCapacity(), Rate.read(request.consistentRead()));
        Selection selection = Selection.of(request.select(), projection, index);
        var page = pages.read(
                new Ask(table, index, rest(range, from, descending), descending, limit, filter, selection),
                consumption);
        storage.awaitReadable(keys.partition(condition.partition()));
        if (selection.needsTable()) {
            storage.awaitReadable(table.keys().partition(condition.partition()));
        }
        return QueryResponse.builder()
                .items(selection.counts() ? null : page.items())
                .count(page.count())
                .scannedCount(page.scanned())
                .lastEvaluatedKey(page.last())
                .consumedCapacity(consumption.single())
                .build();
    }

    ScanResponse scan(ScanRequest request) {
        Legacy.refuse(request);
        int limit = limit(request.limit());
        requireSegment(request.segment(), request.totalSegments());
        TableSchema table = tables.require(request.tableName());
        IndexSchema index = index(table, request.indexName(), request.consistentRead());
        KeyShape keys = index == null ? table.keys() : index.keys();
        var placeholders = Placeholders.of(
                request.expressionAttributeNames(),
                request.expressionAttributeValues(),
                request.filterExpression() != null || request.projectionExpression() != null);
        Condition filter = filter(request.filterExpression(), placeholders, index);
        Projection projection = projection(request.projectionExpression(), placeholders);
        placeholders.requireAllUsed();
        Bytes.Range range = request.segment() == null
                ? keys.everything()
                : keys.segment(request.segment(), request.totalSegments());
        var from = request.hasExclusiveStartKey() ? start(keys, request.exclusiveStartKey(), range) : null;
        var consumption = new Consumption(request.returnConsumedCapacity(), Rate.read(request.consistentRead()));
        Selection selection = Selection.of(request.select(), projection, index);
        var page = pages.read(
                new Ask(table, index, rest(range, from, false), false, limit, filter, selection), consumption);
        storage.awaitReadable();
        return ScanResponse.builder()
                .items(selection.counts() ? null : page.items())
                .count(page.count())
                .scannedCount(page.scanned())
                .lastEvaluatedKey(page.last())
                .consumedCapacity(consumption.single())
                .build();
    }

    private static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return Integer.MAX_VALUE;
        }
        if (limit < 1) {
            throw validation("1 validation error detected: Value '" + limit
                    + "' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
        }
        return limit;
    }

    private static void requireSegment(@Nullable Integer segment, @Nullable Integer segments) {
        if (segment == null && segments == null) {
            return;
        }
        if (segments == null) {
            throw validation(
                    "The TotalSegments parameter is required but was not present in the request when Segment parameter is present");
        }
        if (segment == null) {
            throw validation(
                    "The Segment parameter is required but was not present in the request when parameter TotalSegments is present");
        }
        if (segments < 1 || segments > SEGMENTS_MAX) {
            throw validation("1 validation error detected: Value '" + segments
                    + "' at 'totalSegments' failed to satisfy constraint: Member must have value between 1 and "
                    + SEGMENTS_MAX);
        }
        if (segment < 0 || segment >= segments) {
            throw validation(
                    "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: "
                            + segment + " is not less than TotalSegments: " + segments);
        }
    }

    private static @Nullable IndexSchema index(TableSchema table, @Nullable String name, @Nullable Boolean consistent) {
        if (name == null) {
            return null;
        }
        IndexSchema index = table.index(name);
        if (index == null) {
            throw validation("The table does not have the specified index: " + name);
        }
        if (!index.complete()) {
            throw validation("Cannot read from backfilling global secondary index: " + name);
        }
        if (index.global() && Boolean.TRUE.equals(consistent)) {
            throw validation("Consistent reads are not supported on global secondary indexes");
        }
        return index;
    }

    private static KeyCondition keyCondition(@Nullable String text, Placeholders placeholders, KeyShape keys) {
        if (text == null) {
            throw validation(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
        KeyCondition condition =
                KeyCondition.parse(text, placeholders, keys.partition().name(), keys.sortName());
        requireFit(keys, keys.partition(), condition.partition());
        if (condition.sort() != null && keys.sort() != null) {
            for (AttributeValue operand : condition.sort().operands()) {
                requireFit(keys, keys.sort(), operand);
            }
        }
        return condition;
    }

    private static void requireFit(KeyShape keys, KeyAttribute attribute, AttributeValue value) {
        if (!attribute.fits(value)) {
            throw validation(
                    "One or more parameter values were invalid: Condition parameter type does not match schema type");
        }
        ItemRules.requireKeyValue(keys, attribute, value);
    }

    private static @Nullable Condition filter(
            @Nullable String text, Placeholders placeholders, @Nullable IndexSchema index) {
        if (text == null) {
            return null;
        }
        Condition filter = Condition.parse("FilterExpression", text, placeholders);
        if (index != null) {
            var missing = filter.attributes().stream()
                    .filter(attribute -> !index.projects(attribute))
                    .sorted()
                    .toList();
            if (!missing.isEmpty()) {
                throw validation("One or more parameter values were invalid: Secondary index " + index.name()
                        + " does not project one or more filter attributes: " + missing);
            }
        }
        return filter;
    }

    private static void requireNoKeys(@Nullable Condition filter, KeyShape keys) {
        if (filter == null) {
            return;
        }
        for (String attribute : filter.attributes()) {
            if (keys.isOwn(attribute)) {
                throw validation(
                        "Filter Expression can only contain non-primary key attributes: Primary key attribute: "
                                + attribute);
            }
        }
    }

    private static @Nullable Projection projection(@Nullable String text, Placeholders placeholders) {
        return text == null ? null : Projection.parse(text, placeholders);
    }

    /** The entry after which the page starts, be it still there or not. */
    private static byte[] start(KeyShape keys, Map<String, AttributeValue> asked, Bytes.Range range) {
        if (!asked.keySet().equals(keys.names())) {
            throw validation("The provided starting key is invalid");
        }
        var key = Values.admit(asked);
        for (String name : keys.names()) {
            KeyAttribute attribute = keys.attribute(name);
            AttributeValue value = key.get(name);
            if (value == null || !attribute.fits(value) || KeyAttribute.isEmpty(value)) {
                throw validation(
                        "The provided starting key is invalid: The provided key element does not match the schema");
            }
        }
        byte[] entry = keys.entry(key);
        if (!range.contains(entry)) {
            throw validation("The provided starting key is outside query boundaries based on provided conditions");
        }
        return entry;
    }

    private static Bytes.Range rest(Bytes.Range range, byte @Nullable [] start, boolean descending) {
        if (start == null) {
            return range;
        }
        return descending ? range.before(start) : range.after(start);
    }
}
