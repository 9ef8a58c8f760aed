package com.necpgame.platform.embedded;

import static com.necpgame.platform.embedded.item.Rejections.validation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/** Checks what tables and indexes a caller asks for, and brings them to schemas. */
final class TableRequests {
    private final Clock clock;

    TableRequests(Clock clock) {
        this.clock = clock;
    }

    /** How many numbers {@link #table} takes. */
    static int spaces(CreateTableRequest request) {
        return 1
                + request.globalSecondaryIndexes().size()
                + request.localSecondaryIndexes().size();
    }

    /** @param spaces numbers for the table and its indexes */
    TableSchema table(CreateTableRequest request, Iterator<Integer> spaces) {
        refuseStream(request.streamSpecification());
        var types = TableRules.types(request.attributeDefinitions());
        Integer space = spaces.next();
        KeyShape keys = shape(request.keySchema(), types, space, null);
        var created = clock.instant();
        var indexes = new ArrayList<IndexSchema>();
        request.localSecondaryIndexes()
                .forEach(index -> indexes.add(index(
                        index.indexName(), false, index.keySchema(), index.projection(), types, keys, spaces, true)));
        request.globalSecondaryIndexes()
                .forEach(index -> indexes.add(index(
                        index.indexName(), true, index.keySchema(), index.projection(), types, keys, spaces, true)));
        TableRules.requireAllUsed(types.keySet(), keys, indexes);
        var table = new TableSchema(
                TableRules.name(request.tableName()),
                // No space is given out twice.
                new UUID(created.toEpochMilli(), space).toString(),
                created,
                keys,
                List.copyOf(indexes),
                TableRules.throughput(request.billingMode(), request.provisionedThroughput()),
                null,
                Boolean.TRUE.equals(request.deletionProtectionEnabled()));
        TableRules.requireIndexes(table);
        return table;
    }

    /** The table with one more index, which is not complete yet. */
    TableSchema added(
            TableSchema table,
            CreateGlobalSecondaryIndexAction asked,
            Map<String, ScalarAttributeType> types,
            Iterator<Integer> spaces) {
        var changed = table.with(index(
                asked.indexName(), true, asked.keySchema(), asked.projection(), types, table.keys(), spaces, false));
        TableRules.requireIndexes(changed);
        return changed;
    }

    static void refuseStream(@Nullable StreamSpecification stream) {
        if (stream != null && Boolean.TRUE.equals(stream.streamEnabled())) {
            throw validation("Streams are not supported by the embedded store");
        }
    }

    private static IndexSchema index(
            String name,
            boolean global,
            List<KeySchemaElement> schema,
            Projection projection,
            Map<String, ScalarAttributeType> types,
            KeyShape table,
            Iterator<Integer> spaces,
            boolean complete) {
        return new IndexSchema(
                name,
                global,
                shape(schema, types, spaces.next(), table),
                TableRules.projection(projection),
                TableRules.included(projection),
                complete);
    }

    private static KeyShape shape(
            List<KeySchemaElement> schema,
            Map<String, ScalarAttributeType> types,
            int space,
            @Nullable KeyShape table) {
        List<KeyAttribute> keys = TableRules.keys(schema, types);
        return new KeyShape(space, keys.getFirst(), keys.size() > 1 ? keys.get(1) : null, table);
    }
}
