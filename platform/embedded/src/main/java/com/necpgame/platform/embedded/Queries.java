package com.necpgame.platform.embedded;

import static com.necpgame.platform.embedded.item.Rejections.validation;

import com.necpgame.platform.embedded.Consumption.Rate;
import com.necpgame.platform.embedded.Pages.Ask;
import com.necpgame.platform.embedded.expression.Condition;
import com.necpgame.platform.embedded.expression.KeyCondition;
import com.necpgame.platform.embedded.expression.Placeholders;
import com.necpgame.platform.embedded.expression.Projection;
import com.necpgame.platform.embedded.storage.Storage;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Reads of one partition of a table or an index, in the order of the sort key. */
final class Queries {
    private final Storage storage;
    private final Tables tables;
    private final Pages pages;

    Queries(Storage storage, Tables tables, Pages pages) {
        this.storage = storage;
        this.tables = tables;
        this.pages = pages;
    }

    QueryResponse query(QueryRequest request) {
        Legacy.refuse(request);
        int limit = Pages.limit(request.limit());
        Source source = Source.of(tables.require(request.tableName()), request.indexName(), request.consistentRead());
        var placeholders =
                Placeholders.of(request.expressionAttributeNames(), request.expressionAttributeValues(), true);
        KeyCondition condition = keyCondition(request.keyConditionExpression(), placeholders, source.keys());
        Condition filter = source.filter(request.filterExpression(), placeholders);
        Projection projection = Read.projection(request.projectionExpression(), placeholders);
        placeholders.requireAllUsed();
        refuseKeys(filter, source.keys());
        boolean descending = Boolean.FALSE.equals(request.scanIndexForward());
        Bytes.Range range = source.rest(
                KeyRanges.of(source.keys(), condition),
                request.hasExclusiveStartKey() ? request.exclusiveStartKey() : null,
                descending);
        Selection selection = Selection.of(request.select(), projection, source.index());
        var consumption = new Consumption(request.returnConsumedCapacity(), Rate.read(request.consistentRead()));
        var page = pages.read(new Ask(source, range, descending, limit, filter, selection), consumption);
        awaitReadable(source, condition.partition(), selection);
        return QueryResponse.builder()
                .items(selection.counts() ? null : page.items())
                .count(page.count())
                .scannedCount(page.scanned())
                .lastEvaluatedKey(page.last())
                .consumedCapacity(consumption.single())
                .build();
    }

    private void awaitReadable(Source source, AttributeValue partition, Selection selection) {
        storage.awaitReadable(source.keys().partition(partition));
        if (selection.needsTable()) {
            storage.awaitReadable(source.table().keys().partition(partition));
        }
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

    private static void refuseKeys(@Nullable Condition filter, KeyShape keys) {
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
}
