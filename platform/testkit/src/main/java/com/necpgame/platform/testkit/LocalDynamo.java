package com.necpgame.platform.testkit;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import com.necpgame.platform.testkit.DynamoInterceptor.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * AWS's own DynamoDB Local inside this JVM. Each one is a store of its own, with no port and no network.
 *
 * <p>It never throttles, never reports a transaction conflict and never deletes by TTL; {@link FaultyDynamo}
 * brings the first two. Its transactions run one at a time.
 */
public final class LocalDynamo implements AutoCloseable {
    /** It would otherwise report its start to its maker. */
    private static final boolean TELEMETRY_OFF = true;

    private final AmazonDynamoDBLocal local;
    private final DynamoDbClient client;

    private LocalDynamo(AmazonDynamoDBLocal local) {
        this.local = local;
        this.client = DynamoInterceptor.around(local.dynamoDbClient(), Call::proceed);
    }

    /** A store that ends with {@link #close()}. */
    public static LocalDynamo inMemory() {
        return new LocalDynamo(DynamoDBEmbedded.create(TELEMETRY_OFF));
    }

    /**
     * A store that survives {@link #close()} and the process.
     *
     * @param file the database file; it and its folders are created where missing
     * @throws IllegalArgumentException if the path is a folder, on which DynamoDB Local would hang for ever
     */
    public static LocalDynamo inFile(Path file) {
        var absolute = file.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            throw new IllegalArgumentException("a database file is needed, this is a folder: " + absolute);
        }
        try {
            Files.createDirectories(absolute.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LocalDynamo(DynamoDBEmbedded.create(absolute.toFile(), TELEMETRY_OFF));
    }

    /**
     * The client of this store, for many threads. Closing it does nothing, so that an application context that closes
     * its beans does not end the store; DynamoDB Local's own client would.
     */
    public DynamoDbClient client() {
        return client;
    }

    /** Ends the store and its threads. Calls under way fail. */
    @Override
    public void close() {
        local.shutdownNow();
    }
}
