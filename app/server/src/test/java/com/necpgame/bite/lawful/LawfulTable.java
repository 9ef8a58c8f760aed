package com.necpgame.bite.lawful;

import com.necpgame.platform.data.Dynamo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Speaks to the store, as a table may. */
final class LawfulTable {
    private final Dynamo dynamo;
    private final DynamoDbClient client;

    LawfulTable(Dynamo dynamo, DynamoDbClient client) {
        this.dynamo = dynamo;
        this.client = client;
    }

    @Override
    public String toString() {
        return new Fold(dynamo, client).toString();
    }

    /** Part of the table. */
    private record Fold(Dynamo dynamo, DynamoDbClient client) {}
}
