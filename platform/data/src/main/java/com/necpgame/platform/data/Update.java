package com.necpgame.platform.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A write that changes some components of an item and leaves the others as they are. Without a condition it makes the item if there is none.
 *
 * <p>Immutable: each call gives a new one. The components of the key are stored with it, so that an item made by an update can be read as any
 * other; keys of indexes follow the components they are made of; a {@code @Version} that is not set goes up by one.
 *
 * @param <E> the entity
 */
public final class Update<E> extends Write {
    private final ItemShape<E> entity;
    private final Map<String, Object> keyValues;
    private final List<Change> changes;

    private enum Action {
        SET,
        SET_IF_ABSENT,
        ADD,
        APPEND,
        REMOVE
    }

    private record Change(
            Action action, String name, @Nullable Object value) {}

    Update(ItemShape<E> entity, TableName table, Key key, Map<String, Object> keyValues) {
        super(entity, table, Kind.UPDATE, key, Map.of());
        this.entity = entity;
        this.keyValues = keyValues;
        this.changes = List.of();
    }

    private Update(
            Update<E> of,
            List<Change> changes,
            List<Condition> conditions,
            @Nullable Function<StoredItem, ? extends RuntimeException> refusal) {
        super(of, conditions, refusal);
        this.entity = of.entity;
        this.keyValues = of.keyValues;
        this.changes = changes;
    }

    /** The component becomes the value; null and an empty set remove it. */
    public Update<E> set(String name, @Nullable Object value) {
        return with(new Change(value == null ? Action.REMOVE : Action.SET, name, value));
    }

    /** The component becomes the value if it has none. */
    public Update<E> setIfAbsent(String name, Object value) {
        return with(new Change(Action.SET_IF_ABSENT, name, value));
    }

    /** The amount, which may be negative, is added to the component; one without a value counts as 0. */
    public Update<E> add(String name, long amount) {
        if (!entity.mapper().codec(name).isNumber()) {
            throw new IllegalArgumentException(entity.name() + "." + name + " is no number");
        }
        return with(new Change(Action.ADD, name, amount));
    }

    /** The values are added to the end of the list; one without a value counts as empty. */
    public Update<E> append(String name, Object... values) {
        return with(new Change(Action.APPEND, name, List.of(values)));
    }

    /** The component has no value any more. */
    public Update<E> remove(String name) {
        return with(new Change(Action.REMOVE, name, null));
    }

    @Override
    public Update<E> when(Condition... all) {
        return new Update<>(this, changes, and(all), refusal());
    }

    @Override
    public Update<E> otherwise(Supplier<? extends RuntimeException> refusal) {
        return otherwise(ignored -> refusal.get());
    }

    @Override
    public Update<E> otherwise(Function<StoredItem, ? extends RuntimeException> refusal) {
        return new Update<>(this, changes, conditions(), refusal);
    }

    private Update<E> with(Change change) {
        entity.mapper().codec(change.name());
        if (keyValues.containsKey(change.name())) {
            throw new IllegalArgumentException(
                    entity.name() + "." + change.name() + " is part of the key and cannot change");
        }
        if (changes.stream().anyMatch(each -> each.name().equals(change.name()))) {
            throw new IllegalArgumentException(entity.name() + "." + change.name() + " is changed twice");
        }
        var all = new ArrayList<>(changes);
        all.add(change);
        return new Update<>(this, List.copyOf(all), conditions(), refusal());
    }

    /** The update as DynamoDB's expression. */
    String render(Expression expression) {
        var clauses = new LinkedHashMap<String, List<String>>();
        keyValues.forEach((name, value) -> set(clauses, expression.component(name), expression.value(name, value)));
        for (Change change : changes) {
            render(change, clauses, expression);
        }
        bumpVersion(clauses, expression);
        for (KeyShape index : entity.indexes()) {
            renderIndex(index, clauses, expression);
        }
        if (clauses.isEmpty()) {
            throw new IllegalArgumentException("an update needs a change: " + this);
        }
        return clauses.entrySet().stream()
                .map(clause -> clause.getKey() + " " + String.join(", ", clause.getValue()))
                .collect(Collectors.joining(" "));
    }

    private void render(Change change, Map<String, List<String>> clauses, Expression expression) {
        String name = expression.component(change.name());
        Object value = change.value();
        if (value == null) {
            clause(clauses, "REMOVE", name);
            return;
        }
        switch (change.action()) {
            case SET -> {
                AttributeValue attribute = entity.mapper().encode(change.name(), value);
                if (attribute == null) {
                    clause(clauses, "REMOVE", name);
                } else {
                    set(clauses, name, expression.value(attribute));
                }
            }
            case SET_IF_ABSENT ->
                set(clauses, name, "if_not_exists(" + name + ", " + expression.value(change.name(), value) + ")");
            case ADD -> clause(clauses, "ADD", name + " " + expression.value(AttributeValue.fromN(value.toString())));
            case APPEND -> {
                String empty = expression.value(AttributeValue.fromL(List.of()));
                set(
                        clauses,
                        name,
                        "list_append(if_not_exists(" + name + ", " + empty + "), "
                                + expression.value(change.name(), value) + ")");
            }
            case REMOVE -> throw new IllegalStateException("a removal has no value");
        }
    }

    private void bumpVersion(Map<String, List<String>> clauses, Expression expression) {
        String version = entity.version();
        if (version != null
                && changes.stream().noneMatch(change -> change.name().equals(version))) {
            clause(clauses, "ADD", expression.component(version) + " " + expression.value(AttributeValue.fromN("1")));
        }
    }

    /** An index key is written when one of its variables is; then all of them must be known. */
    private void renderIndex(KeyShape index, Map<String, List<String>> clauses, Expression expression) {
        Set<String> names = Set.copyOf(index.variables());
        List<Change> touching =
                changes.stream().filter(change -> names.contains(change.name())).toList();
        boolean fromKeyAlone = keyValues.keySet().containsAll(names);
        if (touching.isEmpty() && !fromKeyAlone) {
            return;
        }
        String pk = expression.attribute(index.partitionAttribute());
        String sk = expression.attribute(index.sortAttribute());
        if (touching.stream().anyMatch(change -> change.value() == null)) {
            clause(clauses, "REMOVE", pk);
            clause(clauses, "REMOVE", sk);
            return;
        }
        Key key = index.render(texts(index, touching)::get);
        if (key == null || touching.stream().anyMatch(change -> change.action() != Action.SET)) {
            throw new IllegalArgumentException("the " + index + " of " + entity.name() + " follows from "
                    + index.variables() + ": an update that changes one of them sets them all");
        }
        set(clauses, pk, expression.value(AttributeValue.fromS(key.partition())));
        set(clauses, sk, expression.value(AttributeValue.fromS(key.sort())));
    }

    private Map<String, String> texts(KeyShape index, List<Change> touching) {
        var known = new HashMap<String, Object>(keyValues);
        for (Change change : touching) {
            if (change.action() == Action.SET && change.value() != null) {
                known.put(change.name(), change.value());
            }
        }
        known.keySet().retainAll(index.variables());
        var texts = new HashMap<String, String>();
        known.forEach((name, value) -> texts.put(name, entity.keyText(name, value)));
        return texts;
    }

    private static void set(Map<String, List<String>> clauses, String name, String value) {
        clause(clauses, "SET", name + " = " + value);
    }

    private static void clause(Map<String, List<String>> clauses, String kind, String text) {
        clauses.computeIfAbsent(kind, ignored -> new ArrayList<>()).add(text);
    }
}
