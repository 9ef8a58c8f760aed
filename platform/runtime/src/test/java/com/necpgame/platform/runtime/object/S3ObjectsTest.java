package com.necpgame.platform.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The real client of S3 against a server that keeps objects in memory. */
class S3ObjectsTest extends ObjectsContract {
    private FakeS3 server;
    private S3Client client;
    private Objects objects;

    @BeforeEach
    void open() throws IOException {
        server = new FakeS3();
        client = client(server.uri());
        objects = new S3Objects(client, "audio-of-a-game", "key-7");
    }

    private static S3Client client(URI endpoint) {
        return S3Client.builder()
                .httpClientBuilder(ApacheHttpClient.builder())
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .forcePathStyle(true)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Override
    Objects objects() {
        return objects;
    }

    @Test
    void objectsAreEncryptedWithTheKeyThatIsNamed() {
        objects.put(key("a/b"), bytes(3), PCM);

        assertThat(server.headers("a/b"))
                .containsEntry("x-amz-server-side-encryption", "aws:kms")
                .containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "key-7")
                .containsEntry("content-type", "audio/pcm")
                .containsEntry("x-amz-meta-author", "plr_a");
        new S3Objects(client, "audio-of-a-game", null).put(key("a/c"), bytes(3), PCM);
        assertThat(server.headers("a/c")).doesNotContainKey("x-amz-server-side-encryption");
    }

    @Test
    void aServerThatFailsIsToldFromAnObjectThatIsNotThere() {
        objects.put(key("a/b"), bytes(3), PCM);
        server.broken = true;

        assertThatThrownBy(() -> objects.put(key("a/b"), bytes(4), PCM)).isInstanceOf(ObjectsUnavailable.class);
        assertThatThrownBy(() -> objects.get(key("a/b"))).isInstanceOf(ObjectsUnavailable.class);
        assertThatThrownBy(() -> objects.list("", null, 5)).isInstanceOf(ObjectsUnavailable.class);
        assertThatThrownBy(() -> objects.delete(key("a/b"))).isInstanceOf(ObjectsUnavailable.class);
        server.broken = false;
        assertThat(stored("a/b").bytes()).isEqualTo(bytes(3));
    }
}
