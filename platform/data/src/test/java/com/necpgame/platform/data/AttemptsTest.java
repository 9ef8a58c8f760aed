package com.necpgame.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The SDK's own client, which tries three times, against a server that fails every request. */
class AttemptsTest {
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server = server();
    private final DynamoDbClient client = DynamoDbClient.builder()
            .region(Region.EU_CENTRAL_1)
            .endpointOverride(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                    .maxAttempts(3)
                    .build()))
            .build();
    private final Dynamo dynamo = new Dynamo(client, LocalStore.CONFIG, DynamoMeter.NONE);
    private final Items<Wallet> wallets = dynamo.items(Wallet.class);

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void writesAreSentOnce() {
        var wallet = Wallet.of("ada", "EUR", 1);
        assertSentOnce(() -> wallets.write(wallets.insert(wallet)));
        assertSentOnce(() -> wallets.write(wallets.update("ada", "EUR").add("held", 1)));
        assertSentOnce(() -> wallets.write(wallets.delete("ada", "EUR")));
        assertSentOnce(() -> wallets.write(wallets.check("ada", "EUR").when(Conditions.exists())));
        assertSentOnce(() -> dynamo.transact(List.of(wallets.put(wallet)), "t"));
    }

    private void assertSentOnce(Runnable write) {
        requests.set(0);
        assertThatThrownBy(write::run)
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        failure -> assertThat(failure.outcomeUnknown()).isTrue());
        assertThat(requests).hasValue(1);
    }

    @Test
    void readsAreTriedAsTheClientDoes() {
        assertThatThrownBy(() -> wallets.get("ada", "EUR"))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        failure -> assertThat(failure.outcomeUnknown()).isFalse());
        assertThat(requests).hasValue(3);
    }
}
