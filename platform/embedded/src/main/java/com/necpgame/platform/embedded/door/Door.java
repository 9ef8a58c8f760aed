package com.necpgame.platform.embedded.door;

import java.net.InetSocketAddress;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A local endpoint that {@code aws dynamodb --endpoint-url} and other tools can talk to. */
public final class Door implements AutoCloseable {
    private Door() {}

    public static Door open(DynamoDbClient store, InetSocketAddress address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
