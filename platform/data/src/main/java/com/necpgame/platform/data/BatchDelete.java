package com.necpgame.platform.data;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Many items deleted by their keys, {@value #CALL_KEYS_MAX} in a call; what DynamoDB leaves is sent again. */
final class BatchDelete {
    /** The most keys of one call: DynamoDB's limit. */
    static final int CALL_KEYS_MAX = 25;

    private static final String OPERATION = "BatchWriteItem";

    private final Dynamo dynamo;
    private final TableName table;

    BatchDelete(Dynamo dynamo, TableName table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** @param deletes of different items, without conditions */
    void send(List<Write> deletes) {
        Batch.send(
                deletes.stream().map(BatchDelete::request).toList(),
                CALL_KEYS_MAX,
                open -> call(deletes, open),
                "keys were left undeleted by " + OPERATION + " on " + table.logical());
    }

    private static WriteRequest request(Write delete) {
        return WriteRequest.builder()
                .deleteRequest(
                        DeleteRequest.builder().key(delete.key().attributes()).build())
                .build();
    }

    private List<WriteRequest> call(List<Write> deletes, List<WriteRequest> open) {
        var request = BatchWriteItemRequest.builder()
                .requestItems(Map.of(table.physical(), open))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        var response =
                dynamo.calls().write(OPERATION, deletes, () -> dynamo.client().batchWriteItem(request));
        dynamo.calls().consumedByWrite(response.consumedCapacity(), OPERATION);
        return response.unprocessedItems().getOrDefault(table.physical(), List.of());
    }
}
