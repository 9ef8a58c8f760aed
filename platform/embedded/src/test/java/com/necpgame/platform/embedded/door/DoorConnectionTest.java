package com.necpgame.platform.embedded.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.necpgame.platform.embedded.door.Stores.Store;
import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.DynamoInterceptor;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What happens to connections: HTTPS, many, slow, large, and cut off at the end. */
class DoorConnectionTest {
    private static final int CONNECTIONS = 64;

    private Store store;

    @BeforeEach
    void open() {
        store = Stores.empty();
        store.client().createTable(Calls::table);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void speaksHttpsWithAGivenKeyStore(@TempDir Path folder) throws Exception {
        var keyStore = keyStore(folder);
        var options = DoorOptions.onLoopback(0).over(new DoorOptions.Tls(keyStore, "changeit"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(keyStore.toFile(), "changeit".toCharArray()));
        try (var door = Door.open(store.client(), options);
                var client = Stores.client(
                        door.uri(), ApacheHttpClient.builder().tlsTrustManagersProvider(trust::getTrustManagers))) {
            assertThat(door.uri().getScheme()).isEqualTo("https");
            assertThat(client.listTables().tableNames()).containsExactly(Calls.TABLE);
            assertThat(options.toString()).doesNotContain("changeit");
        }
        assertThatThrownBy(() -> Door.open(
                        store.client(), DoorOptions.onLoopback(0).over(new DoorOptions.Tls(keyStore, "wrong"))))
                .hasMessageContaining("door");
    }

    /** Made by the JDK's own tool, as an operator would. */
    private static Path keyStore(Path folder) throws Exception {
        var file = folder.resolve("door.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "door",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=IP:127.0.0.1,DNS:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString()))
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        return file;
    }

    @Test
    void servesManyConnectionsAtOnce() {
        try (var door = Door.open(store.client(), DoorOptions.onLoopback(0));
                var client =
                        Stores.client(door.uri(), ApacheHttpClient.builder().maxConnections(CONNECTIONS))) {
            var items = Concurrently.on(
                    CONNECTIONS, IntStream.range(0, CONNECTIONS).boxed().toList(), n -> {
                        client.putItem(r -> r.tableName(Calls.TABLE).item(Calls.everything("c" + n, n)));
                        return client.getItem(r -> r.tableName(Calls.TABLE).key(Calls.key("c" + n)))
                                .item();
                    });

            assertThat(items.values()).hasSize(CONNECTIONS);
        }
    }

    @Test
    void carriesTheLargestBatch() {
        var text = "x".repeat(390_000);
        var puts = IntStream.range(0, 25)
                .mapToObj(n -> WriteRequest.builder()
                        .putRequest(p -> p.item(Map.of("pk", fromS("p"), "sk", fromS("l" + n), "t", fromS(text))))
                        .build())
                .toList();
        try (var door = Door.open(store.client(), DoorOptions.onLoopback(0));
                var client = Stores.through(door)) {
            var left = client.batchWriteItem(r -> r.requestItems(Map.of(Calls.TABLE, puts)));

            assertThat(left.unprocessedItems()).isEmpty();
            assertThat(client.queryPaginator(r -> r.tableName(Calls.TABLE)
                                    .keyConditionExpression("pk = :p")
                                    .expressionAttributeValues(Map.of(":p", fromS("p"))))
                            .items())
                    .hasSize(25)
                    .allSatisfy(item -> assertThat(item).containsEntry("t", fromS(text)));
        }
    }

    /** Each holds a connection and sends the start of a request, then nothing. */
    @Test
    void slowClientsHoldUpNobody() throws IOException {
        var slow = new ArrayList<Socket>();
        try (var door = Door.open(store.client(), DoorOptions.onLoopback(0).closingWithin(Duration.ZERO));
                var client = Stores.through(door)) {
            var http = new RawHttp(door.address());
            for (int i = 0; i < 300; i++) {
                slow.add(http.connect());
                var start = List.of("", "POST", "POST / HTTP/1.1\r\nHost: localhost\r\n", head(http))
                        .get(i % 4);
                slow.getLast().getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(client.listTables().tableNames()).hasSize(1);
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    private static String head(RawHttp http) {
        var head = new StringBuilder("POST / HTTP/1.1\r\nContent-Length: 1000\r\n");
        http.headers("ListTables").forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        return head + "\r\n{";
    }

    @Test
    void letsCallsUnderWayEnd() throws Exception {
        var called = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var waiting = DynamoInterceptor.around(store.client(), call -> {
            called.countDown();
            try {
                go.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return call.proceed();
        });
        var door = Door.open(waiting, DoorOptions.onLoopback(0));
        var http = new RawHttp(door.address());
        var reply = CompletableFuture.supplyAsync(() -> listTables(http));
        called.await(20, TimeUnit.SECONDS);
        var closing = CompletableFuture.runAsync(door::close);

        assertThat(closing).isNotDone();
        go.countDown();

        assertThat(reply.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        closing.get(20, TimeUnit.SECONDS);
        assertThatThrownBy(http::connect).isInstanceOf(IOException.class);
    }

    /** The JDK's server counts a call that was broken off as one under way, for ever. */
    @Test
    void brokenOffCallsDoNotKeepItOpen() throws IOException {
        var door = Door.open(store.client(), DoorOptions.onLoopback(0).closingWithin(Duration.ofSeconds(30)));
        var http = new RawHttp(door.address());
        for (int i = 0; i < 10; i++) {
            try (var socket = http.connect()) {
                socket.getOutputStream().write(head(http).getBytes(StandardCharsets.US_ASCII));
            }
        }
        assertThat(listTables(http)).isEqualTo(200);

        assertTimeout(Duration.ofSeconds(10), door::close);
    }

    private static int listTables(RawHttp http) {
        try {
            return http.post("ListTables", "{}").status();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
