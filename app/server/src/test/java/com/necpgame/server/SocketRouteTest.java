package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.necpgame.platform.runtime.socket.Connections;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract of {@link com.necpgame.platform.runtime.socket.SocketRoute} and of {@link Connections}, over real sockets. */
class SocketRouteTest {
    private static TestServer server;
    private static TestSocket route;
    private static Connections connections;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                "necpgame.server.rate-limit.enabled",
                false,
                "necpgame.modules.voice",
                false,
                "necpgame.server.socket.ping",
                "200ms",
                "necpgame.server.socket.dead-after",
                "900ms",
                "necpgame.server.socket.close-within",
                "500ms",
                "micronaut.server.idle-timeout",
                "1s");
        route = server.context().getBean(TestSocket.class);
        connections = server.context().getBean(Connections.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> callsOf(RawWebSocket client) {
        return route.calls.stream().filter(call -> call.contains(client.id)).toList();
    }

    private static void awaitClosedOnce(RawWebSocket client) {
        await().until(() -> callsOf(client).contains("closed " + client.id));
        assertThat(callsOf(client)).containsOnlyOnce("closed " + client.id);
        assertThat(connections.send(client.id, "more")).isEqualTo(Connections.Sent.GONE);
    }

    @Test
    void handlesTextsInTheirOrderAndClosesOnce() throws IOException {
        try (var client = RawWebSocket.open(server)) {
            for (int i = 0; i < 5; i++) {
                client.text("t" + i);
                assertThat(client.readText()).isEqualTo("echo t" + i);
            }
            client.frame(true, RawWebSocket.CLOSE, new byte[] {0x03, (byte) 0xE8});
            assertThat(client.readClose()).isEqualTo(1000);
            assertThat(client.isEnd()).isTrue();
            awaitClosedOnce(client);
            assertThat(callsOf(client))
                    .startsWith("open " + client.id, "text " + client.id + " t0", "text " + client.id + " t1")
                    .endsWith("closed " + client.id);
        }
    }

    @Test
    void handlesWhatWasSentBeforeTheEnd() throws IOException {
        try (var client = RawWebSocket.open(server)) {
            client.text("one");
            client.text("two");
            client.socket.close();
            awaitClosedOnce(client);
            assertThat(callsOf(client))
                    .endsWith("text " + client.id + " one", "text " + client.id + " two", "closed " + client.id);
        }
    }

    @Test
    void tellsOfRefusalsAndFaults() throws IOException {
        try (var client = RawWebSocket.open(server)) {
            assertError(client, "refuse", "platform/not-allowed");
            assertError(client, "fail", "platform/internal");
            assertError(client, "assert", "platform/internal");
            client.binary(new byte[13]);
            assertThat(client.readText()).contains("platform/internal").doesNotContain("luck");
            client.text("still here");
            assertThat(client.readText()).isEqualTo("echo still here");
        }
    }

    private static void assertError(RawWebSocket client, String text, String code) throws IOException {
        client.text(text);
        var answer = client.readText();
        var message = new ObjectMapper().readTree(answer);
        assertThat(message.path("action").asText()).isEqualTo("error");
        assertThat(message.path("data").path("code").asText()).isEqualTo(code);
        assertThat(message.path("data").path("instance").asText()).isEqualTo(TestSocket.PATH);
        assertThat(answer).doesNotContain("secret");
    }

    @Test
    void joinsFragmentsWithAPingBetween() throws IOException {
        try (var client = RawWebSocket.open(server)) {
            client.frame(false, RawWebSocket.TEXT, new byte[] {'a'});
            client.frame(true, RawWebSocket.PING, new byte[] {'p'});
            client.frame(false, RawWebSocket.CONTINUATION, "\u00e4".getBytes(StandardCharsets.UTF_8));
            client.frame(true, RawWebSocket.CONTINUATION, new byte[] {'b'});
            var pong = client.read();
            assertThat(pong.opcode()).isEqualTo(RawWebSocket.PONG);
            assertThat(pong.text()).isEqualTo("p");
            assertThat(client.readText()).isEqualTo("echo a\u00e4b");
        }
    }

    @Test
    void refusesAMessageOverTheLimit() throws IOException {
        try (var client = RawWebSocket.open(server)) {
            client.frame(false, RawWebSocket.BINARY, new byte[60_000]);
            client.frame(true, RawWebSocket.CONTINUATION, new byte[60_000]);
            assertThat(client.readClose()).isEqualTo(1009);
            awaitClosedOnce(client);
            assertThat(callsOf(client)).noneMatch(call -> call.startsWith("binary"));
        }
    }

    /** Its length is enough. What were on its way would be met by a reset, behind which no client may find the close code. */
    @Test
    void refusesAFrameOverTheLimit() throws IOException {
        try (var client = RawWebSocket.open(server)) {
            client.announceBinary(131_073);
            assertThat(client.readClose()).isEqualTo(1009);
            awaitClosedOnce(client);
        }
    }

    @Test
    void takesTheLongestMessage() throws IOException {
        try (var client = RawWebSocket.open(server)) {
            client.frame(false, RawWebSocket.BINARY, new byte[65_536]);
            client.frame(true, RawWebSocket.CONTINUATION, new byte[TestSocket.MESSAGE_BYTES_MAX - 65_536]);
            await().until(() -> callsOf(client).contains("binary " + client.id + " " + TestSocket.MESSAGE_BYTES_MAX));
        }
    }

    @Test
    void refusesATextThatIsNotUtf8() throws IOException {
        try (var client = RawWebSocket.open(server)) {
            client.frame(true, RawWebSocket.TEXT, new byte[] {(byte) 0xC3, 0x28});
            assertThat(client.readClose()).isEqualTo(1007);
            awaitClosedOnce(client);
        }
    }

    @Test
    void refusesAnUnmaskedFrame() throws IOException {
        try (var client = RawWebSocket.open(server)) {
            client.raw(new byte[] {(byte) 0x81, 1, 'a'});
            assertThat(client.readClose()).isEqualTo(1002);
            awaitClosedOnce(client);
        }
    }

    @Test
    void endsAFlood() throws IOException {
        route.handling = new CountDownLatch(1);
        try (var client = RawWebSocket.open(server)) {
            client.text("wait");
            await().until(() -> callsOf(client).contains("text " + client.id + " wait"));
            for (int i = 0; i <= TestSocket.TEXTS_PENDING; i++) {
                client.text("t" + i);
            }
            assertThat(client.readClose()).isEqualTo(4429);
            route.handling.countDown();
            awaitClosedOnce(client);
            assertThat(callsOf(client)).hasSize(1 + 1 + TestSocket.TEXTS_PENDING + 1);
        } finally {
            route.handling.countDown();
        }
    }

    @Test
    void sendsWhatWasSaidBeforeClosing() throws IOException {
        try (var client = RawWebSocket.open(server)) {
            client.text("close");
            assertThat(client.readText()).isEqualTo("last words");
            var close = client.read();
            assertThat(close.closeCode()).isEqualTo(4403);
            assertThat(new String(close.payload(), 2, close.payload().length - 2, StandardCharsets.UTF_8))
                    .isEqualTo("told to");
            // Without an answer the server closes all the same.
            assertThat(client.isEnd()).isTrue();
            awaitClosedOnce(client);
        }
    }

    /** Texts and what is published keep the order in which they were said. */
    @Test
    void keepsTheOrderOfWhatIsSaid() throws IOException {
        try (var client = RawWebSocket.open(server)) {
            var audience = connections.audience(List.of(client.id));
            for (int i = 0; i < 100; i++) {
                connections.send(client.id, "s" + i);
                connections.publish(audience, "p" + i, Duration.ofSeconds(10));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(client.readText()).isEqualTo("s" + i);
                assertThat(client.readText()).isEqualTo("p" + i);
            }
        }
    }

    @Test
    void relaysToEveryoneElse() throws IOException {
        try (var speaker = RawWebSocket.open(server);
                var one = RawWebSocket.open(server);
                var other = RawWebSocket.open(server)) {
            for (int length : new int[] {0, 1, 125, 126, 656, 65_535, 65_536}) {
                var message = bytes(length);
                speaker.binary(message);
                for (var listener : List.of(one, other)) {
                    var heard = listener.read();
                    assertThat(heard.opcode()).isEqualTo(RawWebSocket.BINARY);
                    assertThat(heard.payload()).isEqualTo(message);
                }
            }
        }
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        IntStream.range(0, length).forEach(i -> bytes[i] = (byte) i);
        return bytes;
    }

    @Test
    void leavesOutWhoIsGone() throws IOException {
        try (var here = RawWebSocket.open(server);
                var gone = RawWebSocket.open(server)) {
            gone.close();
            awaitClosedOnce(gone);
            var audience = connections.audience(List.of(here.id, gone.id, "con_nobody"));
            assertThat(audience.size()).isEqualTo(1);
            connections.publish(audience, "hello", TestSocket.MAX_AGE);
            assertThat(here.readText()).isEqualTo("hello");
            connections.close("con_nobody", 1000, "");
        }
    }

    /** Nothing sent for longer than the server's idle timeout: pings are answered, so it stays. */
    @Test
    void keepsAQuietListener() throws IOException {
        try (var client = RawWebSocket.open(server)) {
            for (int i = 0; i < 8; i++) {
                var ping = client.readAny();
                assertThat(ping.opcode()).isEqualTo(RawWebSocket.PING);
                client.frame(true, RawWebSocket.PONG, ping.payload());
            }
            client.text("here");
            assertThat(client.readText()).isEqualTo("echo here");
        }
    }

    /** A client that is there no more, and that nobody told the server of, as after a cable was pulled. */
    @Test
    void endsAHalfOpenConnection() throws IOException {
        try (var client = RawWebSocket.open(server)) {
            var begun = System.nanoTime();
            awaitClosedOnce(client);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
