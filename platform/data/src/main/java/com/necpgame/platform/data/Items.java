package com.necpgame.platform.data;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * The items of one entity in one table: reads, and the writes that a transaction is made of.
 *
 * <p>Key variables are given in the order of the templates, the partition's before the sort's, each once, as the record holds them. Reads are
 * consistent unless they say otherwise.
 *
 * @param <E> the entity
 */
public final class Items<E> {
    private final Dynamo dynamo;
    private final ItemShape<E> shape;
    private final TableName table;

    Items(Dynamo dynamo, ItemShape<E> shape, TableName table) {
        this.dynamo = dynamo;
        this.shape = shape;
        this.table = table;
    }

    /** The key of the item with these variables. */
    public Key key(Object... keyVariables) {
        return shape.keyOf(keyVariables);
    }

    /** The item with these key variables, or null. */
    public @Nullable E get(Object... keyVariables) {
        return get(shape.keyOf(keyVariables));
    }

    /** The item with this key, or null. */
    public @Nullable E get(Key key) {
        Map<String, AttributeValue> item = read(key);
        return item.isEmpty() ? null : shape.fromItem(item);
    }

    /** The entity of a whole item that came from elsewhere than a read, such as an image in the table's stream. */
    public E of(Map<String, AttributeValue> item) {
        return shape.fromItem(item);
    }

    /** The components of another record, whose names are a part of the entity's, or null if there is no item. */
    public <D> @Nullable D get(Class<D> projection, Key key) {
        RecordMapper<D> mapper = RecordMapper.of(projection);
        Map<String, AttributeValue> item = read(key, mapper.names());
        return item.isEmpty() ? null : mapper.fromAttributes(item);
    }

    /** Whether there is an item with these key variables. */
    public boolean exists(Object... keyVariables) {
        return !read(
                        shape.keyOf(keyVariables),
                        Set.of(shape.mapper().names().iterator().next()))
                .isEmpty();
    }

    /**
     * The items with these keys, in the order of the keys; without those that are not there. They are not of one moment.
     *
     * @throws StoreContended if DynamoDB leaves keys unread {@value Batch#ATTEMPTS_MAX} times
     */
    public List<E> getAll(Collection<Key> keys) {
        Map<Key, Map<String, AttributeValue>> items = new BatchGet(dynamo, table).read(keys);
        return new LinkedHashSet<>(keys)
                .stream()
                        .flatMap(key -> Stream.ofNullable(items.get(key)))
                        .map(shape::fromItem)
                        .toList();
    }

    /**
     * Deletes the items with these keys, those that are there: no transaction, and not all at one moment.
     *
     * @throws StoreContended if DynamoDB leaves keys undone {@value Batch#ATTEMPTS_MAX} times; others may be gone
     * @throws StoreUnavailable if there was no answer; some may be gone
     */
    public void deleteAll(Collection<Key> keys) {
        new BatchDelete(dynamo, table)
                .send(keys.stream()
                        .distinct()
                        .map(key -> new Write(shape, table, Write.Kind.DELETE, key, Map.of()))
                        .toList());
    }

    /** Asks for the items of a partition, in the order of their sort keys. */
    public ItemQuery<E> query(Object... partitionVariables) {
        return new ItemQuery<>(dynamo, shape, table, shape.mapper(), List.of(partitionVariables));
    }

    /** Asks for all items, wherever they are: the whole table is read. */
    public ItemScan<E> scan() {
        return new ItemScan<>(dynamo, shape, table, shape.mapper(), Set.of());
    }

    private Map<String, AttributeValue> read(Key key) {
        return read(key, Set.of());
    }

    private Map<String, AttributeValue> read(Key key, Set<String> components) {
        var expression = new Expression(shape.mapper());
        var request = GetItemRequest.builder()
                .tableName(table.physical())
                .key(key.attributes())
                .consistentRead(true)
                .projectionExpression(PartialRead.render(components, shape.key(), expression))
                .expressionAttributeNames(expression.names())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        var response = dynamo.calls()
                .read(table.logical(), "GetItem", () -> dynamo.client().getItem(request));
        dynamo.calls().consumedByRead(response.consumedCapacity(), "GetItem");
        return response.item();
    }

    /**
     * Applies one write without a transaction, in one attempt.
     *
     * @throws RuntimeException as {@link Dynamo#transact} does
     */
    public void write(Write write) {
        dynamo.write(write);
    }

    /** Stores the entity if there is no item with its key. */
    public Write insert(E entity) {
        return put(entity).when(Conditions.absent());
    }

    /** Stores the entity, whatever there was. */
    public Write put(E entity) {
        return new Write(shape, table, Write.Kind.PUT, shape.keyOf(entity), shape.toItem(entity));
    }

    /**
     * Stores the entity in place of the item with its key. With a {@code @Version} the item must have the entity's, and gets the next one;
     * without one the item must be there.
     */
    public Write replace(E entity) {
        String version = shape.version();
        if (version == null) {
            return put(entity).when(Conditions.exists());
        }
        long old = version(entity, version);
        Map<String, AttributeValue> item = shape.toItem(entity);
        item.put(version, AttributeValue.fromN(Long.toString(Math.incrementExact(old))));
        return new Write(shape, table, Write.Kind.PUT, shape.keyOf(entity), item).when(Conditions.eq(version, old));
    }

    private long version(E entity, String version) {
        Object value = shape.mapper().value(entity, version);
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException(
                shape.name() + "." + version + " is null: only a stored entity can be replaced");
    }

    /** Changes some components of the item, or makes it if there is none. */
    public Update<E> update(Object... keyVariables) {
        var values = new LinkedHashMap<String, Object>();
        List<String> variables = shape.key().variables();
        Key key = shape.keyOf(keyVariables);
        for (int i = 0; i < keyVariables.length; i++) {
            values.put(variables.get(i), keyVariables[i]);
        }
        return new Update<>(shape, table, key, values);
    }

    /** Removes the item; there may be none. */
    public Write delete(Object... keyVariables) {
        return new Write(shape, table, Write.Kind.DELETE, shape.keyOf(keyVariables), Map.of());
    }

    /** Removes the entity's item; with a {@code @Version} it must have the entity's, without one it must be there. */
    Write deleteEntity(E entity) {
        String version = shape.version();
        Condition same = version == null ? Conditions.exists() : Conditions.eq(version, version(entity, version));
        return new Write(shape, table, Write.Kind.DELETE, shape.keyOf(entity), Map.of()).when(same);
    }

    /** Only asks: the condition that it is given must hold for the transaction to happen. */
    public Write check(Object... keyVariables) {
        return new Write(shape, table, Write.Kind.CHECK, shape.keyOf(keyVariables), Map.of());
    }
}
