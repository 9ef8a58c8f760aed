package com.necpgame.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets a WebSocket, and how the others are told why not. */
class SocketHandshakeTest {
    private static TestServer server;
    private static TestSocket route;

    @BeforeAll
    static void start() {
        server = TestServer.start("necpgame.server.rate-limit.enabled", false, "necpgame.modules.voice", false);
        route = server.context().getBean(TestSocket.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawWebSocket handshake(String path, String... headers) throws IOException {
        return RawWebSocket.handshake(server, path, 0, headers);
    }

    private static long opens() {
        return route.calls.stream().filter(call -> call.startsWith("open")).count();
    }

    @Test
    void upgrades() throws IOException {
        try (var client = handshake(
                TestSocket.PATH + "?ticket=t1&ticket=t2",
                "X-Api-Key",
                "k1",
                "Sec-WebSocket-Protocol",
                "necp.voice.v1, other",
                "Authorization",
                "Bearer " + server.token("ada"))) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(client.header("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(client.header("Sec-WebSocket-Protocol")).isEqualTo("necp.voice.v1");
            var id = client.readText().substring("id ".length());
            var request = requireNonNull(route.requests.get(id));
            assertThat(id).startsWith("con_");
            assertThat(request.domain()).isEqualTo("game.example");
            assertThat(request.stage()).isEqualTo("local");
            assertThat(request.header("x-API-key")).isEqualTo("k1");
            assertThat(request.parameter("ticket")).isEqualTo("t1");
            assertThat(request.subprotocols()).isEqualTo("necp.voice.v1, other");
            assertThat(requireNonNull(request.caller()).subject()).isEqualTo("ada");
        }
    }

    /** Ids are ours: all of these send the same Sec-WebSocket-Key. */
    @Test
    void tellsClientsApart() throws IOException {
        try (var one = RawWebSocket.open(server);
                var other = RawWebSocket.open(server)) {
            assertThat(one.id).isNotEqualTo(other.id);
            one.text("a");
            other.text("b");
            assertThat(one.readText()).isEqualTo("echo a");
            assertThat(other.readText()).isEqualTo("echo b");
        }
    }

    @Test
    void takesAPathWithASlashAtItsEnd() throws IOException {
        try (var client = handshake(TestSocket.PATH + "/")) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(client.readText()).startsWith("id con_");
        }
    }

    @Test
    void leavesWhoHasNoTokenToTheRoute() throws IOException {
        try (var client = RawWebSocket.open(server)) {
            assertThat(requireNonNull(route.requests.get(client.id)).caller()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"403,403,platform/not-allowed", "429,429,platform/rate-limited", "500,500,platform/internal"})
    void tellsWhyNot(String wish, int status, String code) throws IOException {
        var before = route.closed.get();
        try (var client = handshake(TestSocket.PATH + "?refuse=" + wish)) {
            assertThat(client.status()).isEqualTo(status);
            assertThat(client.header("Content-Type")).startsWith("application/problem+json");
            var body = client.body();
            var problem = new ObjectMapper().readTree(body);
            assertThat(problem.path("code").asText()).isEqualTo(code);
            assertThat(problem.path("traceId").asText()).isEqualTo(client.header("X-Correlation-Id"));
            assertThat(body).doesNotContain("secret");
            assertThat(client.header("Retry-After")).isEqualTo(status == 429 ? "7" : "");
        }
        assertThat(route.closed.get())
                .as("no closed() without an accepted open()")
                .isEqualTo(before);
        assertThat(server.get("/test/thread").status()).isEqualTo(200);
    }

    @Test
    void refusesATokenThatDoesNotVerify() throws IOException {
        var before = opens();
        try (var client = handshake(TestSocket.PATH, "Authorization", "Bearer x.y.z")) {
            assertThat(client.status()).isEqualTo(401);
            assertThat(client.body()).contains("platform/unauthenticated");
        }
        assertThat(opens()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"/test/none", "/.socket", "/.socket/", "/test/socket/more", "/test/thread"})
    void knowsNoOtherPath(String path) throws IOException {
        try (var client = handshake(path)) {
            assertThat(client.status()).isEqualTo(404);
            assertThat(client.body()).contains("platform/route-not-found");
        }
    }

    @Test
    void isNoPage() {
        var answer = server.get(TestSocket.PATH);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("platform/malformed", "WebSocket");
    }

    @Test
    void speaksOneVersionOfTheProtocol() throws IOException {
        try (var client = handshake(TestSocket.PATH, "Sec-WebSocket-Version", "8")) {
            assertThat(client.status()).isEqualTo(400);
            assertThat(client.body()).contains("platform/malformed", "13");
        }
    }

    @Test
    void doesNotCompress() throws IOException {
        try (var client = handshake(TestSocket.PATH, "Sec-WebSocket-Extensions", "permessage-deflate")) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(client.header("Sec-WebSocket-Extensions")).isEmpty();
        }
    }

    /** What is sent before the handshake has ended waits for its end. */
    @Test
    void sendsAfterTheUpgradeWhatWasSentWithinOpen() throws IOException {
        try (var client = handshake(TestSocket.PATH + "?refuse=greet")) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(client.readText()).isEqualTo("early");
            assertThat(client.readText()).startsWith("id con_");
        }
    }

    @Test
    void tellsTheRouteOfAClientThatLeftWhileItWasJudged() throws IOException {
        // Clients of other tests may still be leaving.
        await().until(() -> route.closed.get() == route.opened.get());
        var opened = route.opened.get();
        var closed = route.closed.get();
        var opens = opens();
        route.judging = new CountDownLatch(1);
        try {
            var client = RawWebSocket.requested(server, TestSocket.PATH);
            await().until(() -> opens() == opens + 1);
            client.close();
            // The loop has seen the end once it serves the next.
            assertThat(server.get("/test/thread").status()).isEqualTo(200);
            assertThat(route.closed.get()).isEqualTo(closed);
        } finally {
            route.judging.countDown();
        }
        await().until(() -> route.closed.get() == closed + 1);
        assertThat(route.opened.get()).isEqualTo(opened + 1);
    }
}
