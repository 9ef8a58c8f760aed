package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.storage.StorageOptions;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB in this process. One folder, one process, any number of threads. */
public final class EmbeddedDynamo implements DynamoDbClient {
    private EmbeddedDynamo() {}

    /** @param clock for TTL, client tokens and creation times */
    public static EmbeddedDynamo open(StorageOptions options, Clock clock) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
