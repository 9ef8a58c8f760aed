package com.necpgame.platform.data;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.data.exceptions.OptimisticLockException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One method of a repository: what it was compiled to, on the items of its entity. */
final class RepositoryMethod<E> {
    private final Items<E> items;
    private final ItemShape<E> shape;
    private final Operation operation;
    private final String index;
    private final int[] partition;
    private final int[] sort;
    private final String bound;
    private final int[] bounds;
    private final boolean descending;
    private final int limit;
    private final int page;
    private final String container;
    private final @Nullable Class<?> projection;
    private final String[] filterNames;
    private final String[] filterOperators;
    private final int[] filterArguments;

    private enum Operation {
        ITEMS,
        GET_ALL,
        INSERT,
        INSERT_IF_ABSENT,
        PUT,
        REPLACE,
        DELETE_ENTITY,
        GET,
        QUERY,
        SCAN,
        COUNT,
        EXISTS,
        EXISTS_ANY,
        DELETE
    }

    private RepositoryMethod(Items<E> items, ItemShape<E> shape, AnnotationValue<CompiledMethod> plan) {
        this.items = items;
        this.shape = shape;
        this.operation = plan.enumValue("operation", Operation.class).orElseThrow();
        this.index = plan.stringValue("index").orElse("");
        this.partition = plan.intValues("partition");
        this.sort = plan.intValues("sort");
        this.bound = plan.stringValue("bound").orElse("");
        this.bounds = plan.intValues("bounds");
        this.descending = plan.booleanValue("descending").orElse(false);
        this.limit = plan.intValue("limit").orElse(0);
        this.page = plan.intValue("page").orElse(-1);
        this.container = plan.stringValue("container").orElse("ONE");
        this.projection = plan.classValue("projection").orElse(null);
        this.filterNames = plan.stringValues("filterNames");
        this.filterOperators = plan.stringValues("filterOperators");
        this.filterArguments = plan.intValues("filterArguments");
    }

    static RepositoryMethod<?> of(Dynamo dynamo, AnnotationMetadata method) {
        AnnotationValue<CompiledMethod> plan = Objects.requireNonNull(method.getAnnotation(CompiledMethod.class));
        String table = method.stringValue(DynamoRepository.class, "table").orElse("");
        return of(dynamo, plan.classValue("entity").orElseThrow(), table, plan);
    }

    private static <E> RepositoryMethod<E> of(
            Dynamo dynamo, Class<E> entity, String table, AnnotationValue<CompiledMethod> plan) {
        Items<E> items = table.isEmpty() ? dynamo.items(entity) : dynamo.items(entity, table);
        return new RepositoryMethod<>(items, ItemShape.of(entity), plan);
    }

    @Nullable
    Object call(Object[] arguments) {
        return switch (operation) {
            case ITEMS -> items;
            case GET_ALL -> items.getAll(keys(arguments[0]));
            case INSERT -> insert(entity(arguments));
            case INSERT_IF_ABSENT -> happens(items.insert(entity(arguments)));
            case PUT -> put(entity(arguments));
            case REPLACE -> replace(entity(arguments));
            case DELETE_ENTITY -> delete(entity(arguments));
            case GET -> get(arguments);
            case QUERY -> answer(query(arguments), arguments);
            case SCAN -> scan(arguments);
            case COUNT -> query(arguments).count();
            case EXISTS -> items.exists(keyValues(arguments));
            case EXISTS_ANY -> query(arguments).first() != null;
            case DELETE -> happens(items.delete(keyValues(arguments)).when(Conditions.exists()));
        };
    }

    @SuppressWarnings("unchecked")
    private E entity(Object[] arguments) {
        return (E) arguments[0];
    }

    @SuppressWarnings("unchecked")
    private static Collection<Key> keys(Object argument) {
        return (Collection<Key>) argument;
    }

    private boolean happens(Write write) {
        try {
            items.write(write);
            return true;
        } catch (UnexpectedConditionFailure refused) {
            return false;
        }
    }

    private E insert(E entity) {
        Write insert = items.insert(entity);
        items.write(insert.otherwise(() -> new ItemExists(insert.key())));
        return entity;
    }

    private E put(E entity) {
        items.write(items.put(entity));
        return entity;
    }

    private E replace(E entity) {
        Write replace = items.replace(entity);
        items.write(replace.otherwise(() -> outdated(replace.key())));
        return shape.fromItem(replace.item());
    }

    /** An item that is gone is as deleted as it can be; one with another version is not the one that was meant. */
    private boolean delete(E entity) {
        Write delete = items.deleteEntity(entity);
        try {
            items.write(delete.otherwise(found -> found.isPresent() ? outdated(delete.key()) : new ItemIsGone()));
            return true;
        } catch (ItemIsGone gone) {
            return false;
        }
    }

    private static final class ItemIsGone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static OptimisticLockException outdated(Key key) {
        return new OptimisticLockException("the item " + key + " is gone or has another version");
    }

    private static Object[] values(Object[] arguments, int[] places) {
        return Arrays.stream(places).mapToObj(place -> arguments[place]).toArray();
    }

    private @Nullable Object get(Object[] arguments) {
        Key key = items.key(keyValues(arguments));
        Object found = projection == null ? items.get(shape.type(), key) : items.get(projection, key);
        return container.equals("OPTIONAL") ? Optional.ofNullable(found) : found;
    }

    /** A variable that stands in both halves of the key is given once. */
    private Object[] keyValues(Object[] arguments) {
        return IntStream.concat(Arrays.stream(partition), Arrays.stream(sort))
                .distinct()
                .mapToObj(place -> arguments[place])
                .toArray();
    }

    private ItemQuery<?> query(Object[] arguments) {
        ItemQuery<E> query = items.query(values(arguments, partition)).startingWith(values(arguments, sort));
        if (!index.isEmpty()) {
            query.index(index);
        }
        if (descending) {
            query.descending();
        }
        bound(query, arguments);
        return projection == null ? query : query.as(projection);
    }

    private void bound(ItemQuery<E> query, Object[] arguments) {
        switch (bound) {
            case "MORE" -> query.after(arguments[bounds[0]]);
            case "AT_LEAST" -> query.atLeast(arguments[bounds[0]]);
            case "LESS" -> query.before(arguments[bounds[0]]);
            case "AT_MOST" -> query.atMost(arguments[bounds[0]]);
            case "BETWEEN" -> query.between(arguments[bounds[0]], arguments[bounds[1]]);
            case "STARTS" -> query.beginning(String.valueOf(arguments[bounds[0]]));
            default -> {}
        }
    }

    private @Nullable Object answer(ItemQuery<?> query, Object[] arguments) {
        if (limit > 0) {
            query.limit(limit);
        }
        return switch (container) {
            case "PAGE" -> {
                var wanted = (PageOf) arguments[page];
                yield query.limit(wanted.limit()).from(wanted.from()).page();
            }
            case "LIST" -> query.list();
            case "OPTIONAL" -> Optional.ofNullable(query.first());
            default -> query.first();
        };
    }

    private Object scan(Object[] arguments) {
        ItemScan<?> scan = projection == null ? items.scan() : items.scan().as(projection);
        for (int i = 0; i < filterNames.length; i++) {
            scan.filter(filter(filterNames[i], filterOperators[i], filterArguments[i], arguments));
        }
        if (container.equals("LIST")) {
            return scan.list();
        }
        var wanted = (PageOf) arguments[page];
        return scan.limit(wanted.limit()).from(wanted.from()).page();
    }

    private static Condition filter(String name, String operator, int place, Object[] arguments) {
        Object value = arguments[place];
        return switch (operator) {
            case "EQUAL" -> Conditions.eq(name, value);
            case "MORE" -> Conditions.moreThan(name, value);
            case "AT_LEAST" -> Conditions.atLeast(name, value);
            case "LESS" -> Conditions.lessThan(name, value);
            case "AT_MOST" -> Conditions.atMost(name, value);
            case "BETWEEN" -> Conditions.between(name, value, arguments[place + 1]);
            case "STARTS" -> Conditions.startsWith(name, value);
            case "IN" -> Conditions.in(name, members(value));
            default -> throw new IllegalStateException(operator);
        };
    }

    private static Object[] members(Object values) {
        List<Object> members = new ArrayList<>();
        ((Iterable<?>) values).forEach(members::add);
        return members.toArray();
    }
}
