package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.item.ItemCodec;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table's schema as it is stored: an item like any other. */
final class SchemaCodec {
    private SchemaCodec() {}

    static byte[] encode(TableSchema table) {
        var item = new HashMap<String, AttributeValue>();
        item.put("name", text(table.name()));
        item.put("id", text(table.id()));
        item.put("created", number(table.created().toEpochMilli()));
        item.put("keys", keys(table.keys()));
        item.put(
                "indexes",
                AttributeValue.fromL(
                        table.indexes().stream().map(SchemaCodec::index).toList()));
        item.put("mode", text(table.throughput().mode().toString()));
        item.put("read", number(table.throughput().readUnits()));
        item.put("write", number(table.throughput().writeUnits()));
        item.put("protected", AttributeValue.fromBool(table.isProtected()));
        if (table.expiry() != null) {
            item.put("expiry", text(table.expiry()));
        }
        return ItemCodec.encode(item);
    }

    static TableSchema decode(byte[] bytes) {
        var item = ItemCodec.decode(bytes);
        KeyShape keys = keys(field(item, "keys").m(), null);
        var expiry = item.get("expiry");
        return new TableSchema(
                field(item, "name").s(),
                field(item, "id").s(),
                Instant.ofEpochMilli(number(field(item, "created"))),
                keys,
                field(item, "indexes").l().stream()
                        .map(index -> index(index.m(), keys))
                        .toList(),
                new TableSchema.Throughput(
                        BillingMode.fromValue(field(item, "mode").s()),
                        number(field(item, "read")),
                        number(field(item, "write"))),
                expiry == null ? null : expiry.s(),
                field(item, "protected").bool());
    }

    private static AttributeValue index(IndexSchema index) {
        return AttributeValue.fromM(Map.of(
                "name", text(index.name()),
                "global", AttributeValue.fromBool(index.global()),
                "keys", keys(index.keys()),
                "projection", text(index.projection().toString()),
                "included",
                        AttributeValue.fromL(
                                index.included().stream().map(SchemaCodec::text).toList()),
                "complete", AttributeValue.fromBool(index.complete())));
    }

    private static IndexSchema index(Map<String, AttributeValue> index, KeyShape table) {
        var included = new LinkedHashSet<String>();
        field(index, "included").l().forEach(name -> included.add(name.s()));
        return new IndexSchema(
                field(index, "name").s(),
                field(index, "global").bool(),
                keys(field(index, "keys").m(), table),
                ProjectionType.fromValue(field(index, "projection").s()),
                included,
                field(index, "complete").bool());
    }

    private static AttributeValue keys(KeyShape keys) {
        var attributes = keys.sort() == null
                ? List.of(attribute(keys.partition()))
                : List.of(attribute(keys.partition()), attribute(keys.sort()));
        return AttributeValue.fromM(
                Map.of("space", number(keys.space()), "attributes", AttributeValue.fromL(attributes)));
    }

    private static KeyShape keys(Map<String, AttributeValue> keys, @Nullable KeyShape table) {
        List<KeyAttribute> attributes = field(keys, "attributes").l().stream()
                .map(attribute -> attribute(attribute.m()))
                .toList();
        return new KeyShape(
                (int) number(field(keys, "space")),
                attributes.getFirst(),
                attributes.size() > 1 ? attributes.get(1) : null,
                table);
    }

    private static AttributeValue attribute(KeyAttribute attribute) {
        return AttributeValue.fromM(Map.of(
                "name", text(attribute.name()), "type", text(attribute.type().toString())));
    }

    private static KeyAttribute attribute(Map<String, AttributeValue> attribute) {
        return new KeyAttribute(
                field(attribute, "name").s(),
                ScalarAttributeType.fromValue(field(attribute, "type").s()));
    }

    private static AttributeValue field(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static long number(AttributeValue value) {
        return Long.parseLong(value.n());
    }
}
