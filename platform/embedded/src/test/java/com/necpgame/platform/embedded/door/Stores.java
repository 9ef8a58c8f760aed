package com.necpgame.platform.embedded.door;

import com.necpgame.platform.testkit.LocalDynamo;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** What stands behind a door in these tests, and the client of the AWS SDK in front of it. */
final class Stores {
    static final String KEY = "AKIATESTTESTTEST";

    private Stores() {}

    static LocalDynamo empty() {
        return LocalDynamo.inMemory();
    }

    static DynamoDbClient through(Door door) {
        return client(door.uri(), ApacheHttpClient.builder().maxConnections(256));
    }

    static DynamoDbClient client(URI endpoint, ApacheHttpClient.Builder http) {
        return builder(endpoint, http).build();
    }

    static DynamoDbClientBuilder builder(URI endpoint, ApacheHttpClient.Builder http) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, "secret")))
                .httpClientBuilder(http);
    }
}
