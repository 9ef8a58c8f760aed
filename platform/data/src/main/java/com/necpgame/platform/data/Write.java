package com.necpgame.platform.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One line of a transaction: what is written, the condition under which it is, and the refusal that a failed condition means.
 *
 * <p>Immutable. {@link Items} makes them; {@link Dynamo#transact} and {@link Items#write} apply them.
 */
public sealed class Write permits Update {
    private final ItemShape<?> shape;
    private final TableName tableName;
    private final Kind kind;
    private final Key key;
    private final Map<String, AttributeValue> item;
    private final List<Condition> conditions;
    private final @Nullable Function<StoredItem, ? extends RuntimeException> refusal;

    /** What a write does to its item. */
    public enum Kind {
        PUT,
        UPDATE,
        DELETE,
        CHECK
    }

    Write(ItemShape<?> shape, TableName tableName, Kind kind, Key key, Map<String, AttributeValue> item) {
        this(shape, tableName, kind, key, item, List.of(), null);
    }

    private Write(
            ItemShape<?> shape,
            TableName tableName,
            Kind kind,
            Key key,
            Map<String, AttributeValue> item,
            List<Condition> conditions,
            @Nullable Function<StoredItem, ? extends RuntimeException> refusal) {
        this.shape = shape;
        this.tableName = tableName;
        this.kind = kind;
        this.key = key;
        this.item = item;
        this.conditions = conditions;
        this.refusal = refusal;
    }

    /** The same write with other conditions and refusal. */
    Write(Write of, List<Condition> conditions, @Nullable Function<StoredItem, ? extends RuntimeException> refusal) {
        this(of.shape, of.tableName, of.kind, of.key, of.item, conditions, refusal);
    }

    /** This write, under these conditions too. */
    public Write when(Condition... all) {
        return new Write(this, and(all), refusal);
    }

    /** This write, with the refusal that a failed condition means. */
    public Write otherwise(Supplier<? extends RuntimeException> refusal) {
        return otherwise(ignored -> refusal.get());
    }

    /** This write, with the refusal that a failed condition means, given the item that was found. */
    public Write otherwise(Function<StoredItem, ? extends RuntimeException> refusal) {
        return new Write(this, conditions, refusal);
    }

    List<Condition> and(Condition... more) {
        var all = new ArrayList<>(conditions);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    /** The logical name of the table. */
    public String table() {
        return tableName.logical();
    }

    /** What is done to the item. */
    public Kind kind() {
        return kind;
    }

    /** The item's key. */
    public Key key() {
        return key;
    }

    /** The conditions, all of which must hold. */
    public List<Condition> conditions() {
        return conditions;
    }

    TableName tableName() {
        return tableName;
    }

    ItemShape<?> shape() {
        return shape;
    }

    /** The whole item of a put. */
    Map<String, AttributeValue> item() {
        return item;
    }

    @Nullable
    Function<StoredItem, ? extends RuntimeException> refusal() {
        return refusal;
    }

    /** The exception that a failed condition means. */
    RuntimeException refused(Map<String, AttributeValue> found) {
        return refusal == null
                ? new UnexpectedConditionFailure(this)
                : Objects.requireNonNull(refusal.apply(new StoredItem(found)));
    }

    /** The condition as DynamoDB's expression, or null if there is none. */
    @Nullable
    String condition(Expression expression) {
        return conditions.isEmpty()
                ? null
                : Conditions.join(" AND ", conditions.toArray(Condition[]::new)).render(expression);
    }

    @Override
    public String toString() {
        return kind + " " + shape.name() + " " + key + " in " + table()
                + (conditions.isEmpty() ? "" : " when " + conditions);
    }
}
