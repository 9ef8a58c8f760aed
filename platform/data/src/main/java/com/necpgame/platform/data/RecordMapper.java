package com.necpgame.platform.data;

import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.beans.BeanReadProperty;
import io.micronaut.core.type.Argument;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A record as attributes and back, by the introspection that was made when it was compiled. */
final class RecordMapper<T> {
    private static final ClassValue<RecordMapper<?>> MAPPERS = new ClassValue<>() {
        @Override
        protected RecordMapper<?> computeValue(Class<?> type) {
            return new RecordMapper<>(type);
        }
    };

    private final Class<T> type;
    private final BeanIntrospection<T> introspection;
    private final Map<String, Component<T>> components = new LinkedHashMap<>();

    private record Component<T>(String name, Codec codec, BeanReadProperty<T, Object> property, Argument<?> argument) {}

    private RecordMapper(Class<T> type) {
        this.type = type;
        this.introspection = BeanIntrospector.SHARED
                .findIntrospection(type)
                .orElseThrow(() -> new IllegalArgumentException(
                        type.getName() + " is not introspected: add @MappedEntity or @Introspected"));
        for (Argument<?> argument : introspection.getConstructorArguments()) {
            components.put(argument.getName(), component(argument));
        }
    }

    @SuppressWarnings("unchecked")
    static <T> RecordMapper<T> of(Class<T> type) {
        return (RecordMapper<T>) MAPPERS.get(type);
    }

    @SuppressWarnings("unchecked")
    private Component<T> component(Argument<?> argument) {
        try {
            var property = (BeanReadProperty<T, Object>) (BeanReadProperty<T, ?>)
                    introspection.getRequiredReadProperty(argument.getName(), argument.getType());
            return new Component<>(argument.getName(), Codecs.of(argument), property, argument);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + "." + argument.getName() + ": " + e.getMessage(), e);
        }
    }

    BeanIntrospection<T> introspection() {
        return introspection;
    }

    /** The names of the components, in order. */
    Set<String> names() {
        return components.keySet();
    }

    /** How a component is stored; refuses a name that the record does not have. */
    Codec codec(String name) {
        return required(name).codec();
    }

    Argument<?> argument(String name) {
        return required(name).argument();
    }

    private Component<T> required(String name) {
        Component<T> component = components.get(name);
        if (component == null) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " has no component " + name + ", it has " + names());
        }
        return component;
    }

    @Nullable
    Object value(T record, String name) {
        return required(name).property().get(record);
    }

    Map<String, AttributeValue> toAttributes(T record) {
        Map<String, AttributeValue> attributes = HashMap.newHashMap(components.size() + 4);
        for (Component<T> component : components.values()) {
            Object value = component.property().get(record);
            if (value != null) {
                AttributeValue attribute = encode(component, value);
                if (attribute != null) {
                    attributes.put(component.name(), attribute);
                }
            }
        }
        return attributes;
    }

    /** The attribute of a single value; null where an empty set has none. */
    @Nullable
    AttributeValue encode(String name, Object value) {
        return encode(required(name), value);
    }

    private @Nullable AttributeValue encode(Component<T> component, Object value) {
        try {
            return component.codec().toAttribute(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + "." + component.name() + ": " + e.getMessage(), e);
        }
    }

    T fromAttributes(Map<String, AttributeValue> attributes) {
        @Nullable Object[] values = new Object[components.size()];
        int i = 0;
        for (Component<T> component : components.values()) {
            values[i++] = decode(component, attributes.get(component.name()));
        }
        return introspection.instantiate(false, values);
    }

    private @Nullable Object decode(Component<T> component, @Nullable AttributeValue attribute) {
        if (attribute == null || Boolean.TRUE.equals(attribute.nul())) {
            return component.codec().missing();
        }
        try {
            return component.codec().fromAttribute(attribute);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    type.getSimpleName() + "." + component.name() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
