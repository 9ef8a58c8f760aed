package com.necpgame.platform.data;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB Local in this process, in memory, with the tables of this class path's entities. */
final class LocalStore implements AutoCloseable {
    static final DataConfig CONFIG = new DataConfig("t-");

    private final AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true);
    final DynamoDbClient client = local.dynamoDbClient();
    final Dynamo dynamo = new Dynamo(client, CONFIG, DynamoMeter.NONE);

    LocalStore() {
        dynamo.createTables(table -> !table.equals("clashing"));
    }

    @Override
    public void close() {
        local.shutdown();
    }
}
