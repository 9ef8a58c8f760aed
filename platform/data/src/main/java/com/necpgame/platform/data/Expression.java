package com.necpgame.platform.data;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The names and values of the expressions of one request. Every name is a placeholder, so that no component meets a reserved word. */
final class Expression {
    private final RecordMapper<?> mapper;
    private final Map<String, String> placeholders = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    Expression(RecordMapper<?> mapper) {
        this.mapper = mapper;
    }

    /** The placeholder of a component. */
    String component(String name) {
        mapper.codec(name);
        return attribute(name);
    }

    /** The placeholder of an attribute that is no component: a key's. */
    String attribute(String name) {
        return placeholders.computeIfAbsent(name, ignored -> "#n" + placeholders.size());
    }

    /** The placeholder of a value, stored as the component would be. */
    String value(String component, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(component + " is compared with null: ask for attributeAbsent");
        }
        AttributeValue attribute = mapper.encode(component, value);
        if (attribute == null) {
            throw new IllegalArgumentException(
                    component + " is an empty set, which is stored as no attribute: ask for attributeAbsent");
        }
        return value(attribute);
    }

    String value(AttributeValue attribute) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, attribute);
        return placeholder;
    }

    Codec codec(String component) {
        return mapper.codec(component);
    }

    /** Placeholder to name, as the SDK wants it; null where there is none, because DynamoDB refuses an empty map. */
    @Nullable
    Map<String, String> names() {
        var names = new HashMap<String, String>();
        placeholders.forEach((name, placeholder) -> names.put(placeholder, name));
        return names.isEmpty() ? null : names;
    }

    @Nullable
    Map<String, AttributeValue> values() {
        return values.isEmpty() ? null : values;
    }
}
