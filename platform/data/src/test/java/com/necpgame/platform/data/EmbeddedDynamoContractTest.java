package com.necpgame.platform.data;

import com.necpgame.platform.embedded.EmbeddedDynamo;
import com.necpgame.platform.embedded.storage.StorageOptions;
import com.necpgame.platform.embedded.storage.StorageOptions.Durability;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The engine of the one JVM. */
class EmbeddedDynamoContractTest extends StoreContract {
    private static final long CACHE_BYTES = 16 << 20;
    private static final long MEMTABLE_BYTES = 16 << 20;
    private static final long RESERVE_BYTES = 1 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    private @Nullable EmbeddedDynamo store;

    /** Opened at the first call, for the folder is given after the constructor. */
    @Override
    DynamoDbClient client() {
        if (store == null) {
            store = EmbeddedDynamo.open(
                    new StorageOptions(folder, Durability.FSYNCED, CACHE_BYTES, MEMTABLE_BYTES, RESERVE_BYTES),
                    Clock.systemUTC());
        }
        return store;
    }

    @AfterAll
    void close() {
        Objects.requireNonNull(store).close();
    }
}
