package com.necpgame.platform.data;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Many items by their keys, a hundred in a call; what DynamoDB leaves unread is asked for again. */
final class BatchGet {
    /** The most keys of one call: DynamoDB's limit. */
    static final int CALL_KEYS_MAX = 100;

    private static final String OPERATION = "BatchGetItem";

    private final Dynamo dynamo;
    private final TableName table;

    BatchGet(Dynamo dynamo, TableName table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    Map<Key, Map<String, AttributeValue>> read(Collection<Key> keys) {
        var found = new HashMap<Key, Map<String, AttributeValue>>();
        var distinct = keys.stream().distinct().map(Key::attributes).toList();
        Batch.send(
                distinct,
                CALL_KEYS_MAX,
                open -> call(open, found),
                "keys were left unread by " + OPERATION + " on " + table.logical());
        return found;
    }

    private List<Map<String, AttributeValue>> call(
            List<Map<String, AttributeValue>> keys, Map<Key, Map<String, AttributeValue>> found) {
        var request = BatchGetItemRequest.builder()
                .requestItems(Map.of(
                        table.physical(),
                        KeysAndAttributes.builder()
                                .keys(keys)
                                .consistentRead(true)
                                .build()))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        var response = dynamo.calls()
                .read(table.logical(), OPERATION, () -> dynamo.client().batchGetItem(request));
        response.consumedCapacity().forEach(capacity -> dynamo.calls().consumedByRead(capacity, OPERATION));
        for (Map<String, AttributeValue> item : response.responses().getOrDefault(table.physical(), List.of())) {
            found.put(new Key(Key.text(item, Key.PARTITION), Key.text(item, Key.SORT)), item);
        }
        KeysAndAttributes left = response.unprocessedKeys().get(table.physical());
        return left == null ? List.of() : left.keys();
    }
}
