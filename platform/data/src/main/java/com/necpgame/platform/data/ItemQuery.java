package com.necpgame.platform.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
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
    private final Object[] partitionVariables;
    private final List<Condition> filter = new ArrayList<>();
    private final Set<String> projection = new LinkedHashSet<>();
    private String index = "";
    private List<Object> sortVariables = List.of();
    private @Nullable String sortText;
    private @Nullable Edge low;
    private @Nullable Edge high;
    private boolean descending;
    private boolean eventually;
    private int limit;
    private @Nullable Position from;

    private record Edge(Object value, boolean inclusive) {}

    ItemQuery(
            Dynamo dynamo, ItemShape<?> shape, TableName table, RecordMapper<R> result, Object... partitionVariables) {
        this.dynamo = dynamo;
        this.shape = shape;
        this.table = table;
        this.result = result;
        this.partitionVariables = partitionVariables.clone();
    }

    /** Asks an index, whose partition the variables are then of. Indexes lag behind: nothing is decided from what they say. */
    public ItemQuery<R> index(String name) {
        this.index = shape.index(name).index();
        return this;
    }

    /** Only items with these values of the sort key's first variables. */
    public ItemQuery<R> startingWith(Object... sortVariables) {
        this.sortVariables = List.of(sortVariables);
        return this;
    }

    /** Only items whose next sort variable begins with the text. */
    public ItemQuery<R> beginning(String text) {
        this.sortText = text;
        return this;
    }

    /** Only items whose next sort variable is one of the two values or between them. */
    public ItemQuery<R> between(Object low, Object high) {
        return atLeast(low).atMost(high);
    }

    /** Only items whose next sort variable is more than the value. */
    public ItemQuery<R> after(Object value) {
        this.low = new Edge(value, false);
        return this;
    }

    /** Only items whose next sort variable is the value or more. */
    public ItemQuery<R> atLeast(Object value) {
        this.low = new Edge(value, true);
        return this;
    }

    /** Only items whose next sort variable is less than the value. */
    public ItemQuery<R> before(Object value) {
        this.high = new Edge(value, false);
        return this;
    }

    /** Only items whose next sort variable is the value or less. */
    public ItemQuery<R> atMost(Object value) {
        this.high = new Edge(value, true);
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
        query.sortVariables = sortVariables;
        query.sortText = sortText;
        query.low = low;
        query.high = high;
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
        KeyShape key = key();
        KeyRange range = range(key);
        if (range.isEmpty()) {
            return new ItemPage<>(List.of(), null);
        }
        String partition = partition(key);
        var reader = new PageReader(
                key,
                !filter.isEmpty(),
                item -> range.without() == null || !range.without().equals(sort(key, item)));
        var raw = reader.page(
                limit == 0 ? PageOf.LIMIT_MAX : limit,
                start(key, partition, range),
                (start, items) -> read(key, partition, range, start, items));
        return new ItemPage<>(raw.items().stream().map(result::fromAttributes).toList(), raw.next());
    }

    /**
     * The first items up to the limit; without one all of them.
     *
     * @throws TooManyItems if there is no limit and there are more than {@value #LIST_MAX}
     */
    public List<R> list() {
        int max = limit == 0 ? LIST_MAX : limit;
        var all = new ArrayList<R>();
        Position start = from;
        do {
            ItemPage<R> page = copyOf().limit(max - all.size()).from(start).page();
            all.addAll(page.items());
            start = page.next();
        } while (start != null && all.size() < max);
        if (start != null && limit == 0) {
            throw new TooManyItems(shape.name() + " in " + partition(key()), LIST_MAX);
        }
        return List.copyOf(all);
    }

    private ItemQuery<R> copyOf() {
        var copy = new ItemQuery<>(dynamo, shape, table, result, partitionVariables);
        copy.filter.addAll(filter);
        copy.projection.addAll(projection);
        copy.index = index;
        copy.sortVariables = sortVariables;
        copy.sortText = sortText;
        copy.low = low;
        copy.high = high;
        copy.descending = descending;
        copy.eventually = eventually;
        return copy;
    }

    /** The first item, or null. */
    public @Nullable R first() {
        List<R> one = limit(1).list();
        return one.isEmpty() ? null : one.getFirst();
    }

    /** How many items there are. All of them are read, and paid for. */
    public long count() {
        KeyShape key = key();
        KeyRange range = range(key);
        if (range.isEmpty()) {
            return 0;
        }
        String partition = partition(key);
        long count = 0;
        Map<String, AttributeValue> start = start(key, partition, range);
        do {
            Map<String, AttributeValue> from = start;
            var request =
                    request(key, partition, range, from).select(Select.COUNT).build();
            var response = dynamo.calls()
                    .read(table.logical(), OPERATION, () -> dynamo.client().query(request));
            dynamo.calls().consumedByRead(response.consumedCapacity(), OPERATION);
            count += response.count();
            start = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null;
        } while (start != null);
        return count;
    }

    private KeyShape key() {
        return index.isEmpty() ? shape.key() : shape.index(index);
    }

    private String partition(KeyShape key) {
        List<String> variables = key.partition().variables();
        if (variables.size() != partitionVariables.length) {
            throw new IllegalArgumentException("the partition of " + key + " of " + shape.name() + " needs " + variables
                    + ", given were " + partitionVariables.length);
        }
        return key.partition().prefix(texts(variables, List.of(partitionVariables)));
    }

    private List<String> texts(List<String> variables, List<Object> values) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < values.size(); i++) {
            texts.add(shape.keyText(variables.get(i), values.get(i)));
        }
        return texts;
    }

    private KeyRange range(KeyShape key) {
        KeyTemplate sort = key.sort();
        List<String> variables = sort.variables();
        int known = sortVariables.size();
        boolean bounded = low != null || high != null || sortText != null;
        if (known + (bounded ? 1 : 0) > variables.size()) {
            throw new IllegalArgumentException(
                    "the sort key of " + key + " of " + shape.name() + " has only " + variables);
        }
        String base = sort.prefix(texts(variables, sortVariables));
        if (known == variables.size()) {
            return KeyRange.exactly(base);
        }
        if (sortText != null) {
            if (low != null || high != null) {
                throw new IllegalArgumentException("a query has a beginning or bounds, not both");
            }
            return KeyRange.prefix(base + sortText);
        }
        return bounded
                ? KeyRange.between(
                        base, sort.literals().get(known + 1), bound(sort, known, low), bound(sort, known, high))
                : KeyRange.prefix(base);
    }

    private KeyRange.@Nullable Bound bound(KeyTemplate sort, int variable, @Nullable Edge edge) {
        if (edge == null) {
            return null;
        }
        String text = shape.keyText(sort.variables().get(variable), edge.value());
        return new KeyRange.Bound(sort.checked(variable, text), edge.inclusive());
    }

    private @Nullable Map<String, AttributeValue> start(KeyShape key, String partition, KeyRange range) {
        if (from == null) {
            return null;
        }
        Map<String, AttributeValue> start = from.startKey(key, partition);
        if (!range.contains(sort(key, start))) {
            throw new IllegalArgumentException("the position is outside of what the query reads");
        }
        return start;
    }

    private static String sort(KeyShape key, Map<String, AttributeValue> item) {
        AttributeValue sort = item.get(key.sortAttribute());
        return sort == null ? "" : sort.s();
    }

    private PageReader.Slice read(
            KeyShape key, String partition, KeyRange range, @Nullable Map<String, AttributeValue> start, int items) {
        var request = request(key, partition, range, start).limit(items).build();
        var response = dynamo.calls()
                .read(table.logical(), OPERATION, () -> dynamo.client().query(request));
        dynamo.calls().consumedByRead(response.consumedCapacity(), OPERATION);
        return new PageReader.Slice(
                response.items(), response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null);
    }

    private QueryRequest.Builder request(
            KeyShape key, String partition, KeyRange range, @Nullable Map<String, AttributeValue> start) {
        var expression = new Expression(shape.mapper());
        String pk = expression.attribute(key.partitionAttribute()) + " = "
                + expression.value(AttributeValue.fromS(partition));
        return QueryRequest.builder()
                .tableName(table.physical())
                .indexName(key.isIndex() ? key.index() : null)
                .consistentRead(!key.isIndex() && !eventually)
                .scanIndexForward(!descending)
                .keyConditionExpression(pk + range.render(key.sortAttribute(), expression))
                .filterExpression(
                        filter.isEmpty()
                                ? null
                                : Conditions.all(filter.toArray(Condition[]::new))
                                        .render(expression))
                .projectionExpression(Projection.render(projection, key, expression))
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .exclusiveStartKey(start)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    }
}
