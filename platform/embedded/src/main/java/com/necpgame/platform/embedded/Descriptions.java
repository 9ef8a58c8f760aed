package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.storage.Extent;
import com.necpgame.platform.embedded.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.BillingModeSummary;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Tables as DescribeTable shows them. */
final class Descriptions {
    private static final String ARN = "arn:aws:dynamodb:embedded:000000000000:table/";

    /** How many entries are counted one by one; of more an estimate is shown. */
    private static final long COUNTED_MAX = 1000;

    private final Storage storage;

    Descriptions(Storage storage) {
        this.storage = storage;
    }

    static String arn(TableSchema table) {
        return ARN + table.name();
    }

    TableDescription of(TableSchema table) {
        boolean isUpdating = table.indexes().stream().anyMatch(index -> !index.complete());
        return of(table, isUpdating ? TableStatus.UPDATING : TableStatus.ACTIVE);
    }

    TableDescription of(TableSchema table, TableStatus status) {
        Extent extent = extent(table.keys());
        return TableDescription.builder()
                .tableName(table.name())
                .tableId(table.id())
                .tableArn(arn(table))
                .tableStatus(status)
                .creationDateTime(table.created())
                .attributeDefinitions(attributes(table))
                .keySchema(keys(table.keys()))
                .billingModeSummary(
                        table.throughput().mode() == BillingMode.PAY_PER_REQUEST
                                ? BillingModeSummary.builder()
                                        .billingMode(BillingMode.PAY_PER_REQUEST)
                                        .lastUpdateToPayPerRequestDateTime(table.created())
                                        .build()
                                : null)
                .provisionedThroughput(throughput(table))
                .globalSecondaryIndexes(global(table))
                .localSecondaryIndexes(local(table))
                .deletionProtectionEnabled(table.isProtected())
                .itemCount(extent.entries())
                .tableSizeBytes(extent.bytes())
                .build();
    }

    private Extent extent(KeyShape keys) {
        Bytes.Range all = keys.everything();
        return storage.extent(all.from(), all.to(), COUNTED_MAX);
    }

    private static List<AttributeDefinition> attributes(TableSchema table) {
        var types = new TreeMap<String, ScalarAttributeType>();
        collect(table.keys(), types);
        table.indexes().forEach(index -> collect(index.keys(), types));
        return types.entrySet().stream()
                .map(type -> AttributeDefinition.builder()
                        .attributeName(type.getKey())
                        .attributeType(type.getValue())
                        .build())
                .toList();
    }

    private static void collect(KeyShape keys, Map<String, ScalarAttributeType> types) {
        keys.names().forEach(name -> types.put(name, keys.attribute(name).type()));
    }

    private static List<KeySchemaElement> keys(KeyShape keys) {
        var elements = new ArrayList<KeySchemaElement>();
        elements.add(element(keys.partition(), KeyType.HASH));
        if (keys.sort() != null) {
            elements.add(element(keys.sort(), KeyType.RANGE));
        }
        return elements;
    }

    private static KeySchemaElement element(KeyAttribute attribute, KeyType type) {
        return KeySchemaElement.builder()
                .attributeName(attribute.name())
                .keyType(type)
                .build();
    }

    private static ProvisionedThroughputDescription throughput(TableSchema table) {
        return ProvisionedThroughputDescription.builder()
                .readCapacityUnits(table.throughput().readUnits())
                .writeCapacityUnits(table.throughput().writeUnits())
                .numberOfDecreasesToday(0L)
                .build();
    }

    private @Nullable List<GlobalSecondaryIndexDescription> global(TableSchema table) {
        var indexes = table.indexes().stream()
                .filter(IndexSchema::global)
                .map(index -> global(table, index, extent(index.keys())))
                .toList();
        return indexes.isEmpty() ? null : indexes;
    }

    private static GlobalSecondaryIndexDescription global(TableSchema table, IndexSchema index, Extent extent) {
        return GlobalSecondaryIndexDescription.builder()
                .indexName(index.name())
                .indexArn(arn(table) + "/index/" + index.name())
                .keySchema(keys(index.keys()))
                .projection(projection(index))
                .indexStatus(index.complete() ? IndexStatus.ACTIVE : IndexStatus.CREATING)
                .backfilling(index.complete() ? null : true)
                .provisionedThroughput(throughput(table))
                .itemCount(extent.entries())
                .indexSizeBytes(extent.bytes())
                .build();
    }

    private @Nullable List<LocalSecondaryIndexDescription> local(TableSchema table) {
        var indexes = table.indexes().stream()
                .filter(index -> !index.global())
                .map(index -> local(table, index, extent(index.keys())))
                .toList();
        return indexes.isEmpty() ? null : indexes;
    }

    private static LocalSecondaryIndexDescription local(TableSchema table, IndexSchema index, Extent extent) {
        return LocalSecondaryIndexDescription.builder()
                .indexName(index.name())
                .indexArn(arn(table) + "/index/" + index.name())
                .keySchema(keys(index.keys()))
                .projection(projection(index))
                .itemCount(extent.entries())
                .indexSizeBytes(extent.bytes())
                .build();
    }

    private static Projection projection(IndexSchema index) {
        return Projection.builder()
                .projectionType(index.projection())
                .nonKeyAttributes(index.included().isEmpty() ? null : index.included())
                .build();
    }
}
