package com.necpgame.platform.embedded;

import static com.necpgame.platform.embedded.item.Rejections.validation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What a table and its indexes must be. */
final class TableRules {
    static final int GLOBAL_INDEXES_MAX = 20;
    static final int LOCAL_INDEXES_MAX = 5;
    /** Attributes that INCLUDE names, over all indexes of a table. */
    static final int INCLUDED_MAX = 100;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
    private static final String ARN = "arn:";

    private TableRules() {}

    /** The table's name, which callers may also give as its ARN. */
    static String name(@Nullable String nameOrArn) {
        if (nameOrArn == null) {
            throw validation(
                    "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null");
        }
        String name = nameOrArn.startsWith(ARN) ? nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1) : nameOrArn;
        requireName(name, "table");
        return name;
    }

    static void requireName(@Nullable String name, String what) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw validation(
                    "Invalid " + what + " name: " + name
                            + ". It must be between 3 and 255 characters long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'");
        }
    }

    /** The key attributes of a table or an index, the partition key first. */
    static List<KeyAttribute> keys(List<KeySchemaElement> schema, Map<String, ScalarAttributeType> types) {
        boolean isPartition = !schema.isEmpty() && schema.getFirst().keyType() == KeyType.HASH;
        boolean isSorted = schema.size() == 2
                && schema.get(1).keyType() == KeyType.RANGE
                && !schema.get(0).attributeName().equals(schema.get(1).attributeName());
        boolean isShaped = isPartition && (schema.size() == 1 || isSorted);
        if (!isShaped) {
            throw validation("Invalid KeySchema: one HASH key, and after it at most one RANGE key of another name");
        }
        return schema.stream().map(key -> attribute(key, types)).toList();
    }

    private static KeyAttribute attribute(KeySchemaElement key, Map<String, ScalarAttributeType> types) {
        ScalarAttributeType type = types.get(key.attributeName());
        if (type == null) {
            throw validation(
                    "One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: ["
                            + key.attributeName() + "], AttributeDefinitions: " + types.keySet());
        }
        return new KeyAttribute(key.attributeName(), type);
    }

    static Map<String, ScalarAttributeType> types(List<AttributeDefinition> definitions) {
        var types = new HashMap<String, ScalarAttributeType>();
        for (AttributeDefinition definition : definitions) {
            if (definition.attributeType() == null
                    || definition.attributeType() == ScalarAttributeType.UNKNOWN_TO_SDK_VERSION) {
                throw validation("Member must satisfy enum value set: [B, N, S]");
            }
            if (types.put(definition.attributeName(), definition.attributeType()) != null) {
                throw validation("Cannot have two attributes with the same name: " + definition.attributeName());
            }
        }
        return types;
    }

    /** Only key attributes are declared, and each of them is used. */
    static void requireAllUsed(Set<String> defined, KeyShape keys, List<IndexSchema> indexes) {
        var used = new HashSet<>(keys.names());
        indexes.forEach(index -> used.addAll(index.keys().names()));
        if (!used.equals(defined)) {
            throw validation(
                    "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions");
        }
    }

    static ProjectionType projection(@Nullable Projection projection) {
        if (projection == null
                || projection.projectionType() == null
                || projection.projectionType() == ProjectionType.UNKNOWN_TO_SDK_VERSION) {
            throw validation("One or more parameter values were invalid: Unknown ProjectionType: null");
        }
        boolean isNamed = projection.hasNonKeyAttributes();
        boolean isInclude = projection.projectionType() == ProjectionType.INCLUDE;
        if (isNamed != isInclude) {
            throw validation(
                    "One or more parameter values were invalid: ProjectionType is " + projection.projectionType()
                            + ", but NonKeyAttributes is " + (isNamed ? "specified" : "not specified"));
        }
        return projection.projectionType();
    }

    static Set<String> included(Projection projection) {
        return new LinkedHashSet<>(projection.nonKeyAttributes());
    }

    static void requireIndexes(TableSchema table) {
        var names = new HashSet<String>();
        for (IndexSchema index : table.indexes()) {
            requireName(index.name(), "index");
            if (!names.add(index.name())) {
                throw validation("One or more parameter values were invalid: Duplicate index name: " + index.name());
            }
            requireLocal(table, index);
        }
        requireAtMost(
                GLOBAL_INDEXES_MAX,
                "global",
                table.indexes().stream().filter(IndexSchema::global).count());
        requireAtMost(
                LOCAL_INDEXES_MAX,
                "local",
                table.indexes().stream().filter(index -> !index.global()).count());
        requireAtMost(
                INCLUDED_MAX,
                "included attribute",
                table.indexes().stream()
                        .mapToLong(index -> index.included().size())
                        .sum());
    }

    private static void requireLocal(TableSchema table, IndexSchema index) {
        if (index.global()) {
            return;
        }
        if (table.keys().sort() == null) {
            throw validation(
                    "One or more parameter values were invalid: Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex");
        }
        if (index.keys().sort() == null
                || !index.keys().partition().equals(table.keys().partition())) {
            throw validation(
                    "One or more parameter values were invalid: A local index has the table's partition key, and a sort key of its own. Index: "
                            + index.name());
        }
    }

    private static void requireAtMost(int max, String what, long count) {
        if (count > max) {
            throw validation("One or more parameter values were invalid: " + count + " " + what
                    + " indexes are more than the limit of " + max);
        }
    }

    static TableSchema.Throughput throughput(@Nullable BillingMode mode, @Nullable ProvisionedThroughput asked) {
        if (mode == BillingMode.PAY_PER_REQUEST) {
            if (asked != null) {
                throw validation(
                        "One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
            }
            return new TableSchema.Throughput(BillingMode.PAY_PER_REQUEST, 0, 0);
        }
        if (asked == null || asked.readCapacityUnits() == null || asked.writeCapacityUnits() == null) {
            throw validation(
                    "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        }
        return new TableSchema.Throughput(
                BillingMode.PROVISIONED, asked.readCapacityUnits(), asked.writeCapacityUnits());
    }
}
