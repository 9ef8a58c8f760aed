package com.necpgame.platform.data;

import com.necpgame.platform.embedded.TemporaryDynamo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A store in memory, with the tables of this class path's entities. */
final class LocalStore implements AutoCloseable {
    static final DataConfig CONFIG = new DataConfig("t-");

    private final TemporaryDynamo local = TemporaryDynamo.open();
    final DynamoDbClient client = local.client();
    final Dynamo dynamo = new Dynamo(client, CONFIG, DynamoMeter.NONE);

    LocalStore() {
        dynamo.createTables();
    }

    @Override
    public void close() {
        local.close();
    }
}
