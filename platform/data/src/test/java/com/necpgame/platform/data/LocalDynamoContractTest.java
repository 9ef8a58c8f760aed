package com.necpgame.platform.data;

import com.necpgame.platform.testkit.LocalDynamo;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** AWS's own emulation, in this process. */
class LocalDynamoContractTest extends StoreContract {
    private final LocalDynamo store = LocalDynamo.inMemory();

    @Override
    DynamoDbClient client() {
        return store.client();
    }

    @AfterAll
    void close() {
        store.close();
    }
}
