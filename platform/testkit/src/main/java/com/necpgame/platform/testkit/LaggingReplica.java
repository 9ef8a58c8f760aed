package com.necpgame.platform.testkit;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * A second store that follows the first at a distance: at most {@link #LAG_MAX} writes, and one less with each
 * answer, so that whoever asks often enough sees the truth. A real store answers a stale read, so expressions,
 * pages and projections are those of DynamoDB.
 */
final class LaggingReplica implements AutoCloseable {
    /** How many writes the replica may be behind. */
    static final int LAG_MAX = 32;

    private final DynamoDbClient store;
    private final LocalDynamo replica = LocalDynamo.inMemory();
    private final Set<String> tables = new HashSet<>();
    private final Deque<Change> pending = new ArrayDeque<>();

    LaggingReplica(DynamoDbClient store) {
        this.store = store;
    }

    /** Takes over what the tables hold before a write; what they hold after it is then news. */
    synchronized void meet(Collection<Touch> touches) {
        touches.forEach(touch -> mirror(touch.table()));
    }

    /**
     * Takes note of a write that may have reached the store. What it did is read from the store: under the lock, so
     * that an older state of an item never comes after a newer one.
     */
    synchronized void follow(Collection<Touch> touches) {
        meet(touches);
        var states = touches.stream()
                .filter(touch -> touch.action() != Touch.Action.CHECK)
                .map(this::stateOf)
                .toList();
        if (!states.isEmpty()) {
            pending.add(new Change(states));
        }
        while (pending.size() > LAG_MAX) {
            applyOldest();
        }
    }

    /** Answers from the past and draws nearer by one write; null where past and present are the same. */
    synchronized @Nullable DynamoDbResponse answerIfBehind(DynamoDbRequest request) {
        var asked = tables(request);
        asked.forEach(this::mirror);
        if (pending.stream().noneMatch(change -> change.isIn(asked))) {
            return null;
        }
        try {
            return answer(request);
        } finally {
            applyOldest();
        }
    }

    private DynamoDbResponse answer(DynamoDbRequest request) {
        return switch (request) {
            case QueryRequest query -> replica.client().query(query);
            case ScanRequest scan -> replica.client().scan(scan);
            case GetItemRequest get -> replica.client().getItem(get);
            case BatchGetItemRequest batch -> replica.client().batchGetItem(batch);
            default -> throw new IllegalArgumentException("no read: " + request);
        };
    }

    @Override
    public void close() {
        replica.close();
    }

    private static Collection<String> tables(DynamoDbRequest request) {
        return switch (request) {
            case QueryRequest query -> List.of(query.tableName());
            case ScanRequest scan -> List.of(scan.tableName());
            case GetItemRequest get -> List.of(get.tableName());
            case BatchGetItemRequest batch -> batch.requestItems().keySet();
            default -> List.of();
        };
    }

    private State stateOf(Touch touch) {
        var found = store.getItem(
                get -> get.tableName(touch.table()).key(touch.key()).consistentRead(true));
        return new State(touch.table(), touch.key(), found.item());
    }

    private void applyOldest() {
        var oldest = pending.poll();
        if (oldest != null) {
            oldest.items.forEach(this::apply);
        }
    }

    private void apply(State state) {
        if (state.item.isEmpty()) {
            replica.client().deleteItem(delete -> delete.tableName(state.table).key(state.key));
        } else {
            replica.client().putItem(put -> put.tableName(state.table).item(state.item));
        }
    }

    /** Makes the table and fills it with what the store holds now, when it is met first. */
    private void mirror(String table) {
        if (tables.add(table)) {
            var description =
                    store.describeTable(describe -> describe.tableName(table)).table();
            replica.client().createTable(copy(description));
            store.scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                    .items()
                    .forEach(item ->
                            replica.client().putItem(put -> put.tableName(table).item(item)));
        }
    }

    private static CreateTableRequest copy(TableDescription table) {
        var copy = CreateTableRequest.builder()
                .tableName(table.tableName())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(table.attributeDefinitions())
                .keySchema(table.keySchema());
        if (table.hasGlobalSecondaryIndexes()) {
            copy.globalSecondaryIndexes(table.globalSecondaryIndexes().stream()
                    .map(index -> GlobalSecondaryIndex.builder()
                            .indexName(index.indexName())
                            .keySchema(index.keySchema())
                            .projection(index.projection())
                            .build())
                    .toList());
        }
        if (table.hasLocalSecondaryIndexes()) {
            copy.localSecondaryIndexes(table.localSecondaryIndexes().stream()
                    .map(index -> LocalSecondaryIndex.builder()
                            .indexName(index.indexName())
                            .keySchema(index.keySchema())
                            .projection(index.projection())
                            .build())
                    .toList());
        }
        return copy.build();
    }

    private record Change(List<State> items) {
        boolean isIn(Collection<String> tables) {
            return items.stream().anyMatch(item -> tables.contains(item.table));
        }
    }

    /** What an item was after a write: empty where it was gone. */
    private record State(String table, Map<String, AttributeValue> key, Map<String, AttributeValue> item) {}
}
