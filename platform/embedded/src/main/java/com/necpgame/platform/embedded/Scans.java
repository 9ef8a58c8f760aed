package com.necpgame.platform.embedded;

import static com.necpgame.platform.embedded.item.Rejections.validation;

import com.necpgame.platform.embedded.Consumption.Rate;
import com.necpgame.platform.embedded.Pages.Ask;
import com.necpgame.platform.embedded.expression.Condition;
import com.necpgame.platform.embedded.expression.Placeholders;
import com.necpgame.platform.embedded.expression.Projection;
import com.necpgame.platform.embedded.storage.Storage;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads of a whole table or index, or of a segment. */
final class Scans {
    private static final int SEGMENTS_MAX = 1_000_000;

    private final Storage storage;
    private final Tables tables;
    private final Pages pages;

    Scans(Storage storage, Tables tables, Pages pages) {
        this.storage = storage;
        this.tables = tables;
        this.pages = pages;
    }

    ScanResponse scan(ScanRequest request) {
        Legacy.refuse(request);
        int limit = Pages.limit(request.limit());
        requireSegment(request.segment(), request.totalSegments());
        Source source = Source.of(tables.require(request.tableName()), request.indexName(), request.consistentRead());
        var placeholders = Placeholders.of(
                request.expressionAttributeNames(),
                request.expressionAttributeValues(),
                request.filterExpression() != null || request.projectionExpression() != null);
        Condition filter = source.filter(request.filterExpression(), placeholders);
        Projection projection = Read.projection(request.projectionExpression(), placeholders);
        placeholders.requireAllUsed();
        Bytes.Range range = source.rest(
                range(source.keys(), request),
                request.hasExclusiveStartKey() ? request.exclusiveStartKey() : null,
                false);
        Selection selection = Selection.of(request.select(), projection, source.index());
        var consumption = new Consumption(request.returnConsumedCapacity(), Rate.read(request.consistentRead()));
        var page = pages.read(new Ask(source, range, false, limit, filter, selection), consumption);
        storage.awaitReadable();
        return ScanResponse.builder()
                .items(selection.counts() ? null : page.items())
                .count(page.count())
                .scannedCount(page.scanned())
                .lastEvaluatedKey(page.last())
                .consumedCapacity(consumption.single())
                .build();
    }

    private static Bytes.Range range(KeyShape keys, ScanRequest request) {
        return request.segment() == null ? keys.everything() : keys.segment(request.segment(), request.totalSegments());
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
}
