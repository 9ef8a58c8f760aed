package com.necpgame.platform.runtime.store;

import java.nio.file.Path;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Keeps the data in this process. A bean of an application that has such an engine; slices have none. */
@FunctionalInterface
public interface EmbeddedEngine {
    /** Opens the store of a folder; whoever asked closes it. Called once. */
    DynamoDbClient open(Path folder);
}
