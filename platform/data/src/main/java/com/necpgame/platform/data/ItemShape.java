package com.necpgame.platform.data;

import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an entity's annotations say: its table, its keys, its version; and how its records become items. */
final class ItemShape<E> {
    private static final ClassValue<ItemShape<?>> SHAPES = new ClassValue<>() {
        @Override
        protected ItemShape<?> computeValue(Class<?> type) {
            return new ItemShape<>(type);
        }
    };

    private final Class<E> type;
    private final RecordMapper<E> mapper;
    private final String table;
    private final KeyShape key;
    private final Map<String, KeyShape> indexes = new LinkedHashMap<>();
    private final @Nullable String version;

    private ItemShape(Class<E> type) {
        this.type = type;
        this.mapper = RecordMapper.of(type);
        BeanIntrospection<E> introspection = mapper.introspection();
        this.table = introspection
                .stringValue(MappedEntity.class)
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(
                        type.getName() + " needs @MappedEntity with the name of its table"));
        AnnotationValue<ItemKey> itemKey = introspection.getAnnotation(ItemKey.class);
        if (itemKey == null) {
            throw new IllegalArgumentException(type.getName() + " needs @ItemKey");
        }
        this.key = keyShape("", itemKey);
        for (AnnotationValue<IndexKey> indexKey : introspection.getAnnotationValuesByType(IndexKey.class)) {
            String index = text(indexKey, "index");
            indexes.put(index, keyShape(index, indexKey));
        }
        this.version =
                mapper.names().stream().filter(this::isVersion).findFirst().orElse(null);
        refuseTakenNames();
    }

    @SuppressWarnings("unchecked")
    static <E> ItemShape<E> of(Class<E> type) {
        return (ItemShape<E>) SHAPES.get(type);
    }

    private KeyShape keyShape(String index, AnnotationValue<?> annotation) {
        KeyShape shape = KeyShape.of(index, text(annotation, "partition"), text(annotation, "sort"));
        for (String variable : shape.variables()) {
            if (!mapper.codec(variable).isKeyable()) {
                throw new IllegalArgumentException(type.getSimpleName() + "." + variable + " cannot stand in the key "
                        + shape + ": a String, enum, Instant, int, long or a record of one String can");
            }
        }
        return shape;
    }

    private static String text(AnnotationValue<?> annotation, String member) {
        return annotation.stringValue(member).orElseThrow();
    }

    private boolean isVersion(String component) {
        return mapper.introspection()
                        .getProperty(component)
                        .filter(property -> property.hasAnnotation(Version.class))
                        .isPresent()
                || mapper.argument(component).getAnnotationMetadata().hasAnnotation(Version.class);
    }

    private void refuseTakenNames() {
        var taken = new ArrayList<>(List.of(Key.PARTITION, Key.SORT));
        for (KeyShape index : indexes.values()) {
            taken.addAll(List.of(index.partitionAttribute(), index.sortAttribute()));
        }
        for (String name : taken) {
            if (mapper.names().contains(name)) {
                throw new IllegalArgumentException(
                        type.getSimpleName() + "." + name + " has the name of a key attribute");
            }
        }
        if (version != null && !mapper.codec(version).isNumber()) {
            throw new IllegalArgumentException(type.getSimpleName() + "." + version + ": a version is an int or long");
        }
    }

    Class<E> type() {
        return type;
    }

    String name() {
        return type.getSimpleName();
    }

    RecordMapper<E> mapper() {
        return mapper;
    }

    /** The logical name of the table. */
    String table() {
        return table;
    }

    KeyShape key() {
        return key;
    }

    List<KeyShape> indexes() {
        return List.copyOf(indexes.values());
    }

    KeyShape index(String name) {
        KeyShape index = indexes.get(name);
        if (index == null) {
            throw new IllegalArgumentException(name() + " has no index " + name + ", it has " + indexes.keySet());
        }
        return index;
    }

    /** The component with the version, or null. */
    @Nullable
    String version() {
        return version;
    }

    /** The key of the values of its variables, in the templates' order. */
    Key keyOf(Object... values) {
        return required(key, texts(key, values));
    }

    /** The key of a record. */
    Key keyOf(E entity) {
        return required(key, texts(key, entity));
    }

    private Key required(KeyShape shape, Map<String, String> texts) {
        Key rendered = shape.render(texts::get);
        if (rendered == null) {
            throw new IllegalArgumentException(
                    name() + " has no value for one of " + shape.variables() + ", which its key needs");
        }
        return rendered;
    }

    /** The variables of a key as they are written into it. */
    Map<String, String> texts(KeyShape shape, Object... values) {
        if (values.length != shape.variables().size()) {
            throw new IllegalArgumentException("the key " + shape + " of " + name() + " needs " + shape.variables()
                    + ", given were " + values.length);
        }
        var texts = new LinkedHashMap<String, String>();
        for (int i = 0; i < values.length; i++) {
            texts.put(shape.variables().get(i), keyText(shape.variables().get(i), values[i]));
        }
        return texts;
    }

    private Map<String, String> texts(KeyShape shape, E entity) {
        var texts = new LinkedHashMap<String, String>();
        for (String variable : shape.variables()) {
            Object value = mapper.value(entity, variable);
            if (value != null) {
                texts.put(variable, keyText(variable, value));
            }
        }
        return texts;
    }

    /** A component's value as it is written into a key. */
    String keyText(String variable, Object value) {
        try {
            return mapper.codec(variable).toKey(Objects.requireNonNull(value, "a key has no null"));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new IllegalArgumentException(name() + "." + variable + ": " + e.getMessage(), e);
        }
    }

    /** The whole item: components, key, and the keys of the indexes that it is in. */
    Map<String, AttributeValue> toItem(E entity) {
        Map<String, AttributeValue> item = mapper.toAttributes(entity);
        item.putAll(keyOf(entity).attributes());
        for (KeyShape index : indexes.values()) {
            Key indexKey = index.render(texts(index, entity)::get);
            if (indexKey != null) {
                item.put(index.partitionAttribute(), AttributeValue.fromS(indexKey.partition()));
                item.put(index.sortAttribute(), AttributeValue.fromS(indexKey.sort()));
            }
        }
        return item;
    }

    E fromItem(Map<String, AttributeValue> item) {
        return mapper.fromAttributes(item);
    }
}
