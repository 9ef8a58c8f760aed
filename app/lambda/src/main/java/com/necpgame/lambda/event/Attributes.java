package com.necpgame.lambda.event;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items in DynamoDB's own JSON, <code>{"name": {"S": "value"}}</code>, as far as outbox rows have use of it: strings,
 * numbers, booleans, nulls, lists and maps.
 */
final class Attributes {
    private Attributes() {}

    /** @throws IllegalArgumentException if it is not that */
    static Map<String, AttributeValue> read(JsonNode item) {
        if (!item.isObject()) {
            throw new IllegalArgumentException("an item is an object");
        }
        var attributes = new LinkedHashMap<String, AttributeValue>();
        item.entries().forEach(each -> attributes.put(each.getKey(), value(each.getValue())));
        return attributes;
    }

    private static AttributeValue value(JsonNode typed) {
        if (!typed.isObject() || typed.size() != 1) {
            throw new IllegalArgumentException("an attribute is an object of one type");
        }
        var only = typed.entries().iterator().next();
        var value = only.getValue();
        return switch (only.getKey()) {
            case "S" -> AttributeValue.fromS(value.getStringValue());
            case "N" -> AttributeValue.fromN(value.getStringValue());
            case "BOOL" -> AttributeValue.fromBool(value.getBooleanValue());
            case "NULL" -> AttributeValue.fromNul(true);
            case "M" -> AttributeValue.fromM(read(value));
            case "L" -> AttributeValue.fromL(list(value));
            default -> throw new IllegalArgumentException("an attribute of the type " + only.getKey());
        };
    }

    private static List<AttributeValue> list(JsonNode values) {
        var list = new ArrayList<AttributeValue>();
        values.values().forEach(each -> list.add(value(each)));
        return list;
    }
}
