package com.necpgame.platform.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * A read of the items of one partition, in the order of their sort keys. It is made up by calls in any order, then read by one of
 * {@link #page}, {@link #list}, {@link #first} and {@link #count}.
 *
 * <p>Texts sort by their UTF-8 bytes. Bounds on a text variable that others follow are exact where its values hold no character below
 * {@code #}, which are the space, {@code !} and {@code "}.
 *
 * @param <R> what an item is read as
 */
public final class ItemQuery<R> {
    /** The most items that {@link #list} gives without a limit. */
    public static final int LIST_MAX = 1000;

    private static final String OPERATION = "Query";

    private final Dynamo dynamo;
    private final ItemShape<?> shape;
    private final TableName table;
    private final RecordMapper<R> result;
    private final List<Object> partitionVariables;
    private final List<Condition> filter = new ArrayList<>();
    private final Set<String> projection = new LinkedHashSet<>();
    private String index = "";
    private SortBounds bounds = SortBounds.NONE;
    private boolean descending;
    private boolean eventually;
    private int limit;
    private @Nullable Position from;

    ItemQuery(
            Dynamo dynamo,
            ItemShape<?> shape,
            TableName table,
            RecordMapper<R> result,
            List<Object> partitionVariables) {
        this.dynamo = dynamo;
        this.shape = shape;
        this.table = table;
        this.result = result;
        this.partitionVariables = partitionVariables;
    }

    /** Asks an index, whose partition the variables are then of. Indexes lag behind: nothing is decided from what they say. */
    public ItemQuery<R> index(String name) {
        this.index = shape.index(name).index();
        return this;
    }

    /** Only items with these values of the sort key's first variables. */
    public ItemQuery<R> startingWith(Object... sortVariables) {
        this.bounds = bounds.variables(List.of(sortVariables));
        return this;
    }

    /** Only items whose next sort variable begins with the text. */
    public ItemQuery<R> beginning(String text) {
        this.bounds = bounds.beginning(text);
        return this;
    }

    /** Only items whose next sort variable is one of the two values or between them. */
    public ItemQuery<R> between(Object low, Object high) {
        return atLeast(low).atMost(high);
    }

    /** Only items whose next sort variable is more than the value. */
    public ItemQuery<R> after(Object value) {
        this.bounds = bounds.low(value, false);
        return this;
    }

    /** Only items whose next sort variable is the value or more. */
    public ItemQuery<R> atLeast(Object value) {
        this.bounds = bounds.low(value, true);
        return this;
    }

    /** Only items whose next sort variable is less than the value. */
    public ItemQuery<R> before(Object value) {
        this.bounds = bounds.high(value, false);
        return this;
    }

    /** Only items whose next sort variable is the value or less. */
    public ItemQuery<R> atMost(Object value) {
        this.bounds = bounds.high(value, true);
        return this;
    }

    /** From the last sort key to the first. */
    public ItemQuery<R> descending() {
        this.descending = true;
        return this;
    }

    /** Half the units, and perhaps not yet what was just written. */
    public ItemQuery<R> eventually() {
        this.eventually = true;
        return this;
    }

    /** The most items, 1 to {@value PageOf#LIMIT_MAX}. */
    public ItemQuery<R> limit(int limit) {
        this.limit = new PageOf(limit, null).limit();
        return this;
    }

    /** Goes on where a page ended; null begins at the beginning. */
    public ItemQuery<R> from(@Nullable Position position) {
        this.from = position;
        return this;
    }

    /** Only items for which the condition holds. What it drops has been read and is paid for. */
    public ItemQuery<R> filter(Condition... all) {
        filter.addAll(List.of(all));
        return this;
    }

    /** Reads these components only; the others are as if the item did not have them. */
    public ItemQuery<R> project(String... components) {
        for (String component : components) {
            shape.mapper().codec(component);
            projection.add(component);
        }
        return this;
    }

    /** Reads the components of another record, whose names are a part of the entity's. */
    public <D> ItemQuery<D> as(Class<D> type) {
        RecordMapper<D> mapper = RecordMapper.of(type);
        var query = new ItemQuery<>(dynamo, shape, table, mapper, partitionVariables)
                .project(mapper.names().toArray(String[]::new));
        query.filter.addAll(filter);
        query.index = index;
        query.bounds = bounds;
        query.descending = descending;
        query.eventually = eventually;
        query.limit = limit;
        query.from = from;
        return query;
    }

    /**
     * The next items, up to the limit, or {@value PageOf#LIMIT_MAX} without one.
     *
     * @throws IllegalArgumentException if the position is not one of this query's
     */
    public ItemPage<R> page() {
        return page(selection(), limit == 0 ? PageOf.LIMIT_MAX : limit, from);
    }

    private ItemPage<R> page(KeySelection selection, int limit, @Nullable Position from) {
        if (selection.isEmpty()) {
            return new ItemPage<>(List.of(), null);
        }
        var reader = new PageReader(selection.key(), !filter.isEmpty(), selection::wants);
        var raw = reader.page(limit, selection.start(from), (start, items) -> slice(selection, start, items));
        return new ItemPage<>(raw.items().stream().map(result::fromAttributes).toList(), raw.next());
    }

    /**
     * The first items up to the limit; without one all of them.
     *
     * @throws TooManyItems if there is no limit and there are more than {@value #LIST_MAX}
     */
    public List<R> list() {
        KeySelection selection = selection();
        int max = limit == 0 ? LIST_MAX : limit;
        var all = new ArrayList<R>();
        Position start = from;
        do {
            ItemPage<R> page = page(selection, max - all.size(), start);
            all.addAll(page.items());
            start = page.next();
        } while (start != null && all.size() < max);
        if (start != null && limit == 0) {
            throw new TooManyItems(shape.name() + " in " + selection.partition(), LIST_MAX);
        }
        return List.copyOf(all);
    }

    /** The first item, or null. */
    public @Nullable R first() {
        List<R> one = limit(1).list();
        return one.isEmpty() ? null : one.getFirst();
    }

    /** How many items there are. All of them are read, and paid for. */
    public long count() {
        KeySelection selection = selection();
        if (selection.isEmpty()) {
            return 0;
        }
        long count = 0;
        Map<String, AttributeValue> start = selection.start(from);
        do {
            QueryResponse response = count(selection, start);
            count += selection.isNarrowerThanItsCondition()
                    ? response.items().stream().filter(selection::wants).count()
                    : response.count();
            start = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null;
        } while (start != null);
        return count;
    }

    /** DynamoDB counts by itself, unless an item at the edge has to be left out. */
    private QueryResponse count(KeySelection selection, @Nullable Map<String, AttributeValue> start) {
        var request = request(selection, start, Set.of());
        return call(selection.isNarrowerThanItsCondition() ? request : request.select(Select.COUNT));
    }

    private KeySelection selection() {
        KeyShape key = index.isEmpty() ? shape.key() : shape.index(index);
        List<String> variables = key.partition().variables();
        if (variables.size() != partitionVariables.size()) {
            throw new IllegalArgumentException("the partition of " + key + " of " + shape.name() + " needs " + variables
                    + ", given were " + partitionVariables.size());
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < variables.size(); i++) {
            texts.add(shape.keyText(variables.get(i), partitionVariables.get(i)));
        }
        return new KeySelection(key, key.partition().prefix(texts), bounds.range(shape, key));
    }

    private PageReader.Slice slice(KeySelection selection, @Nullable Map<String, AttributeValue> start, int items) {
        QueryResponse response = call(request(selection, start, projection).limit(items));
        return new PageReader.Slice(
                response.items(), response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null);
    }

    private QueryResponse call(QueryRequest.Builder request) {
        QueryRequest query = request.build();
        var response = dynamo.calls()
                .read(table.logical(), OPERATION, () -> dynamo.client().query(query));
        dynamo.calls().consumedByRead(response.consumedCapacity(), OPERATION);
        return response;
    }

    private QueryRequest.Builder request(
            KeySelection selection, @Nullable Map<String, AttributeValue> start, Set<String> components) {
        var expression = new Expression(shape.mapper());
        KeyShape key = selection.key();
        return QueryRequest.builder()
                .tableName(table.physical())
                .indexName(key.isIndex() ? key.index() : null)
                .consistentRead(!key.isIndex() && !eventually)
                .scanIndexForward(!descending)
                .keyConditionExpression(selection.condition(expression))
                .filterExpression(filter(expression))
                .projectionExpression(PartialRead.render(components, key, expression))
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .exclusiveStartKey(start)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    }

    private @Nullable String filter(Expression expression) {
        return filter.isEmpty()
                ? null
                : Conditions.all(filter.toArray(Condition[]::new)).render(expression);
    }
}
