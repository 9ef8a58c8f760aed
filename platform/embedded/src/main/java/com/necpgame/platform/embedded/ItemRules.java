package com.necpgame.platform.embedded;

import static com.necpgame.platform.embedded.item.Rejections.validation;

import com.necpgame.platform.embedded.item.Sizes;
import com.necpgame.platform.embedded.item.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an item must be to be stored in a table, and a key to name one. */
final class ItemRules {
    /** Of a partition key's value, in bytes. */
    static final int PARTITION_KEY_BYTES = 2048;
    /** Of a sort key's value, in bytes. */
    static final int SORT_KEY_BYTES = 1024;

    private ItemRules() {}

    /** The item in its stored form, and its size. */
    static Change.Put put(TableSchema table, Map<String, AttributeValue> asked) {
        Map<String, AttributeValue> item = Values.admit(asked);
        for (String name : table.keys().names()) {
            AttributeValue value = item.get(name);
            if (value == null) {
                throw validation("One or more parameter values were invalid: Missing the key " + name + " in the item");
            }
            requireKeyValue(table.keys(), table.keys().attribute(name), value);
        }
        int bytes = Sizes.of(item);
        if (bytes > Sizes.ITEM_BYTES) {
            throw validation("Item size has exceeded the maximum allowed size");
        }
        return new Change.Put(item, bytes);
    }

    /** The key in its stored form: the key attributes, all of them and nothing else. */
    static Map<String, AttributeValue> key(TableSchema table, Map<String, AttributeValue> asked) {
        KeyShape keys = table.keys();
        if (!asked.keySet().equals(keys.names())) {
            throw validation("The provided key element does not match the schema");
        }
        Map<String, AttributeValue> key = Values.admit(asked);
        for (String name : keys.names()) {
            KeyAttribute attribute = keys.attribute(name);
            AttributeValue value = key.get(name);
            if (value == null || !attribute.fits(value)) {
                throw validation("The provided key element does not match the schema");
            }
            requireKeyValue(keys, attribute, value);
        }
        return key;
    }

    /** An update may make an item larger than one may be. */
    static void requireSize(Map<String, AttributeValue> item) {
        if (Sizes.of(item) > Sizes.ITEM_BYTES) {
            throw validation("Item size to update has exceeded the maximum allowed size");
        }
    }

    /** What an index goes by must be of its type. What was in the item before the index was added may stay as it is. */
    static void requireIndexable(
            TableSchema table, @Nullable Map<String, AttributeValue> old, Map<String, AttributeValue> now) {
        for (IndexSchema index : table.indexes()) {
            requireIndexable(index, index.keys().partition(), PARTITION_KEY_BYTES, old, now);
            if (index.keys().sort() != null) {
                requireIndexable(index, index.keys().sort(), SORT_KEY_BYTES, old, now);
            }
        }
    }

    private static void requireIndexable(
            IndexSchema index,
            KeyAttribute attribute,
            int maxBytes,
            @Nullable Map<String, AttributeValue> old,
            Map<String, AttributeValue> now) {
        AttributeValue value = now.get(attribute.name());
        if (value == null || (old != null && value.equals(old.get(attribute.name())))) {
            return;
        }
        if (!attribute.fits(value)) {
            throw validation("One or more parameter values were invalid: Type mismatch for Index Key "
                    + attribute.name() + " Expected: " + attribute.type() + " Actual: " + type(value) + " IndexName: "
                    + index.name());
        }
        if (KeyAttribute.isEmpty(value)) {
            throw validation(
                    "One or more parameter values are not valid. A value specified for a secondary index key is not supported. "
                            + "The AttributeValue for a key attribute cannot contain an empty " + kind(value)
                            + " value. IndexName: " + index.name() + ", IndexKey: " + attribute.name());
        }
        if (KeyAttribute.bytes(value) > maxBytes) {
            throw validation("One or more parameter values were invalid: Size of " + attribute.name()
                    + " has exceeded the maximum size limit of " + maxBytes + " bytes. IndexName: " + index.name());
        }
    }

    /** A value of the right type, not empty and not too large. */
    static void requireKeyValue(KeyShape keys, KeyAttribute attribute, AttributeValue value) {
        if (!attribute.fits(value)) {
            throw validation("One or more parameter values were invalid: Type mismatch for key " + attribute.name()
                    + " expected: " + attribute.type() + " actual: " + type(value));
        }
        if (KeyAttribute.isEmpty(value)) {
            throw validation(
                    "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
                            + kind(value) + " value. Key: " + attribute.name());
        }
        if (attribute.equals(keys.partition()) && KeyAttribute.bytes(value) > PARTITION_KEY_BYTES) {
            throw validation(
                    "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of "
                            + PARTITION_KEY_BYTES + " bytes");
        }
        if (attribute.equals(keys.sort()) && KeyAttribute.bytes(value) > SORT_KEY_BYTES) {
            throw validation(
                    "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of "
                            + SORT_KEY_BYTES + " bytes");
        }
    }

    private static String kind(AttributeValue value) {
        return value.s() != null ? "string" : "binary";
    }

    private static String type(AttributeValue value) {
        return value.type() == AttributeValue.Type.NUL ? "NULL" : value.type().toString();
    }
}
