package com.necpgame.platform.embedded.door;

import com.necpgame.platform.embedded.EmbeddedDynamo;
import com.necpgame.platform.embedded.storage.StorageOptions;
import com.necpgame.platform.testkit.LocalDynamo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What stands behind a door in these tests, and the client of the AWS SDK in front of it. */
final class Stores {
    static final String KEY = "AKIATESTTESTTEST";

    private static final long MIB = 1 << 20;

    private Stores() {}

    /** A store that ends with {@link #close}. */
    record Store(DynamoDbClient client, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /** The engine in a folder of its own, which goes when it is closed. */
    static Store empty() {
        try {
            var folder = Files.createTempDirectory("door");
            var dynamo = EmbeddedDynamo.open(
                    new StorageOptions(folder, StorageOptions.Durability.RELAXED, 16 * MIB, 16 * MIB, MIB),
                    Clock.systemUTC());
            return new Store(dynamo, () -> {
                dynamo.close();
                delete(folder);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Store local() {
        var local = LocalDynamo.inMemory();
        return new Store(local.client(), local::close);
    }

    private static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DynamoDbClient through(Door door) {
        return client(door.uri(), ApacheHttpClient.builder());
    }

    static DynamoDbClient client(URI endpoint, ApacheHttpClient.Builder http) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, "secret")))
                .httpClientBuilder(http)
                .build();
    }
}
