package com.necpgame.platform.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * A read of all items of an entity, in no order that means anything. The whole table is read for it, and paid for: items of other entities are
 * dropped after that.
 *
 * @param <R> what an item is read as
 */
public final class ItemScan<R> {
    /** The most segments: DynamoDB's limit. */
    public static final int SEGMENTS_MAX = 1_000_000;

    private static final String OPERATION = "Scan";

    private final Dynamo dynamo;
    private final ItemShape<?> shape;
    private final TableName table;
    private final RecordMapper<R> result;
    private final List<Condition> filter = new ArrayList<>();
    private final Set<String> projection;
    private int segment;
    private int segments;
    private boolean eventually;
    private int limit = PageOf.LIMIT_MAX;
    private @Nullable Position from;

    ItemScan(Dynamo dynamo, ItemShape<?> shape, TableName table, RecordMapper<R> result, Set<String> projection) {
        this.dynamo = dynamo;
        this.shape = shape;
        this.table = table;
        this.result = result;
        this.projection = projection;
    }

    /** Only one of several parts of about the same size, so that several readers share the work: {@code segment} of 0 to {@code segments - 1}. */
    public ItemScan<R> segment(int segment, int segments) {
        if (segments < 1 || segments > SEGMENTS_MAX || segment < 0 || segment >= segments) {
            throw new IllegalArgumentException("no segment " + segment + " of " + segments);
        }
        this.segment = segment;
        this.segments = segments;
        return this;
    }

    /** Half the units, and perhaps not yet what was just written. */
    public ItemScan<R> eventually() {
        this.eventually = true;
        return this;
    }

    /** Only items for which the condition holds. */
    public ItemScan<R> filter(Condition... all) {
        filter.addAll(List.of(all));
        return this;
    }

    /** Reads the components of another record, whose names are a part of the entity's. */
    public <D> ItemScan<D> as(Class<D> type) {
        RecordMapper<D> mapper = RecordMapper.of(type);
        var scan = new ItemScan<>(dynamo, shape, table, mapper, mapper.names());
        scan.filter.addAll(filter);
        scan.segment = segment;
        scan.segments = segments;
        scan.eventually = eventually;
        scan.limit = limit;
        scan.from = from;
        return scan;
    }

    /** The most items of a page, 1 to {@value PageOf#LIMIT_MAX}, which is also what there is without. */
    public ItemScan<R> limit(int limit) {
        this.limit = new PageOf(limit, null).limit();
        return this;
    }

    /** Goes on where a page of the same segment ended; null begins at the beginning. */
    public ItemScan<R> from(@Nullable Position position) {
        this.from = position;
        return this;
    }

    /** The next items. */
    public ItemPage<R> page() {
        KeyShape key = shape.key();
        var reader = new PageReader(key, true, item -> true);
        var raw = reader.page(limit, from == null ? null : from.startKey(key), this::read);
        return new ItemPage<>(raw.items().stream().map(result::fromAttributes).toList(), raw.next());
    }

    /** Every item from the position on. */
    public void forEach(Consumer<? super R> action) {
        Position start = from;
        do {
            ItemPage<R> page = from(start).page();
            page.items().forEach(action);
            start = page.next();
        } while (start != null);
    }

    /**
     * All items.
     *
     * @throws TooManyItems if there are more than {@value ItemQuery#LIST_MAX}
     */
    public List<R> list() {
        var all = new ArrayList<R>();
        forEach(item -> {
            if (all.size() == ItemQuery.LIST_MAX) {
                throw new TooManyItems(shape.name(), ItemQuery.LIST_MAX);
            }
            all.add(item);
        });
        return List.copyOf(all);
    }

    private PageReader.Slice read(@Nullable Map<String, AttributeValue> start, int items) {
        var expression = new Expression(shape.mapper());
        var request = ScanRequest.builder()
                .tableName(table.physical())
                .consistentRead(!eventually)
                .segment(segments == 0 ? null : segment)
                .totalSegments(segments == 0 ? null : segments)
                .filterExpression(filter(expression))
                .projectionExpression(PartialRead.render(projection, shape.key(), expression))
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .exclusiveStartKey(start)
                .limit(items)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        var response = dynamo.calls()
                .read(table.logical(), OPERATION, () -> dynamo.client().scan(request));
        dynamo.calls().consumedByRead(response.consumedCapacity(), OPERATION);
        return new PageReader.Slice(
                response.items(), response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null);
    }

    private @Nullable String filter(Expression expression) {
        var parts = new ArrayList<String>();
        own(Key.PARTITION, shape.key().partition(), expression, parts);
        own(Key.SORT, shape.key().sort(), expression, parts);
        filter.forEach(condition -> parts.add(condition.render(expression)));
        return parts.isEmpty() ? null : String.join(" AND ", parts);
    }

    /** What tells this entity's items from others': the fixed beginnings of their keys. */
    private static void own(String attribute, KeyTemplate template, Expression expression, List<String> parts) {
        if (template.variables().isEmpty()) {
            parts.add(
                    expression.attribute(attribute) + " = " + expression.value(AttributeValue.fromS(template.text())));
        } else if (!template.fixedPrefix().isEmpty()) {
            parts.add("begins_with(" + expression.attribute(attribute) + ", "
                    + expression.value(AttributeValue.fromS(template.fixedPrefix())) + ")");
        }
    }
}
