package com.necpgame.platform.data;

import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** The tables that the entities on the class path ask for, and their making. */
final class Tables {
    /** The attribute by which DynamoDB may delete an item: seconds since 1970. */
    static final String EXPIRY = "exp";

    private static final Duration WAIT_MAX = Duration.ofMinutes(10);
    private static final long PAUSE_MILLIS = 100;

    private final DynamoDbClient client;
    private final String prefix;

    Tables(DynamoDbClient client, String prefix) {
        this.client = client;
        this.prefix = prefix;
    }

    /** Entities of {@link Dynamo#EVERY_TABLE} are in each. */
    List<TableDefinition> definitions() {
        var byTable = new TreeMap<String, List<ItemShape<?>>>();
        for (BeanIntrospection<Object> introspection : BeanIntrospector.SHARED.findIntrospections(MappedEntity.class)) {
            if (!introspection.hasAnnotation(ItemKey.class)) {
                continue;
            }
            ItemShape<?> shape = ItemShape.of(introspection.getBeanType());
            byTable.computeIfAbsent(shape.table(), ignored -> new ArrayList<>()).add(shape);
        }
        List<ItemShape<?>> everywhere = byTable.getOrDefault(Dynamo.EVERY_TABLE, List.of());
        byTable.remove(Dynamo.EVERY_TABLE);
        return byTable.entrySet().stream()
                .map(entry -> definition(
                        entry.getKey(),
                        Stream.concat(entry.getValue().stream(), everywhere.stream())
                                .toList()))
                .toList();
    }

    private TableDefinition definition(String logical, List<ItemShape<?>> shapes) {
        KeyOverlap.refuse(logical, shapes);
        Set<String> indexes = shapes.stream()
                .flatMap(shape -> shape.indexes().stream())
                .map(KeyShape::index)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Class<?>> entities = shapes.stream()
                .<Class<?>>map(ItemShape::type)
                .sorted(Comparator.comparing(Class::getName))
                .toList();
        return new TableDefinition(logical, prefix + logical, List.copyOf(indexes), entities);
    }

    /** Makes what is missing; several programs may do so at once. */
    void create(TableDefinition table) {
        try {
            client.createTable(request -> request.tableName(table.name())
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(attributes(table.indexes()))
                    .keySchema(keys(""))
                    .globalSecondaryIndexes(
                            table.indexes().isEmpty()
                                    ? null
                                    : table.indexes().stream()
                                            .map(Tables::index)
                                            .toList()));
        } catch (ResourceInUseException exists) {
            // Made before, or by another program at this moment.
        }
        TableDescription description = awaitActive(table.name());
        for (String index : table.indexes()) {
            if (description.globalSecondaryIndexes().stream()
                    .noneMatch(existing -> existing.indexName().equals(index))) {
                addIndex(table, index);
                awaitActive(table.name());
            }
        }
        enableExpiry(table.name());
    }

    /** DynamoDB adds one index at a time. */
    private void addIndex(TableDefinition table, String index) {
        GlobalSecondaryIndex wanted = index(index);
        client.updateTable(request -> request.tableName(table.name())
                .attributeDefinitions(attributes(List.of(index)))
                .globalSecondaryIndexUpdates(update -> update.create(create ->
                        create.indexName(index).keySchema(wanted.keySchema()).projection(wanted.projection()))));
    }

    private void enableExpiry(String table) {
        TimeToLiveStatus status = client.describeTimeToLive(request -> request.tableName(table))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status == TimeToLiveStatus.DISABLED) {
            client.updateTimeToLive(request -> request.tableName(table)
                    .timeToLiveSpecification(ttl -> ttl.attributeName(EXPIRY).enabled(true)));
        }
    }

    private TableDescription awaitActive(String table) {
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                TableDescription description = client.describeTable(request -> request.tableName(table))
                        .table();
                if (description.tableStatus() == TableStatus.ACTIVE
                        && description.globalSecondaryIndexes().stream()
                                .map(GlobalSecondaryIndexDescription::indexStatus)
                                .allMatch(IndexStatus.ACTIVE::equals)) {
                    return description;
                }
            } catch (ResourceNotFoundException notYet) {
                // A table that was just made may not be seen at once.
            }
            pause(table);
        }
        throw new IllegalStateException(
                "table " + table + " was not active after " + WAIT_MAX.toMinutes() + " minutes");
    }

    private static void pause(String table) {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting for table " + table, false, e);
        }
    }

    private static List<AttributeDefinition> attributes(Collection<String> indexes) {
        return Stream.concat(Stream.of(""), indexes.stream())
                .flatMap(index -> Stream.of(index + Key.PARTITION, index + Key.SORT))
                .map(name -> AttributeDefinition.builder()
                        .attributeName(name)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .toList();
    }

    private static List<KeySchemaElement> keys(String index) {
        return Map.of(KeyType.HASH, index + Key.PARTITION, KeyType.RANGE, index + Key.SORT).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(key -> KeySchemaElement.builder()
                        .keyType(key.getKey())
                        .attributeName(key.getValue())
                        .build())
                .toList();
    }

    private static GlobalSecondaryIndex index(String name) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys(name))
                .projection(
                        Projection.builder().projectionType(ProjectionType.ALL).build())
                .build();
    }
}
