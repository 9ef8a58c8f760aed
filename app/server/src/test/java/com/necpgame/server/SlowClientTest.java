package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that sends a byte now and then is never idle; it is cut off all the same, and nobody else notices. */
class SlowClientTest {
    private static final Duration LIMIT = Duration.ofMillis(600);
    private static final String REQUEST = "POST /test/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Content-Length: 23\r\n\r\n{\"to\":\"ada\",\"amount\":1}\n";
    private static final int HEADERS_END = REQUEST.indexOf("\r\n\r\n") + 4;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                "necpgame.server.slow-client.headers", LIMIT.toMillis() + "ms",
                "necpgame.server.slow-client.body", LIMIT.toMillis() + "ms");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 100})
    void closesASlowLoris(int sentAtOnce) throws IOException {
        try (var socket = server.socket()) {
            send(socket, REQUEST.substring(0, sentAtOnce));
            var begun = System.nanoTime();
            var position = new int[] {sentAtOnce};

            await().pollInterval(Duration.ofMillis(100))
                    .atMost(LIMIT.multipliedBy(8))
                    .until(() -> {
                        if (position[0] < HEADERS_END) {
                            drip(socket, REQUEST.charAt(Math.min(position[0]++, 20)));
                        }
                        return isClosed(socket);
                    });

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(LIMIT.dividedBy(2));
            assertThat(server.get("/test/thread").status()).isEqualTo(200);
        }
    }

    @Test
    void closesASlowBody() throws IOException {
        try (var socket = server.socket()) {
            send(socket, REQUEST.substring(0, HEADERS_END));
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(LIMIT.multipliedBy(8))
                    .until(() -> {
                        drip(socket, ' ');
                        return isClosed(socket);
                    });
            assertThat(server.get("/test/thread").status()).isEqualTo(200);
        }
    }

    @Test
    void servesOthersWhileManyAreSlow() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                var socket = server.socket();
                send(socket, "GET /");
                slow.add(socket);
            }
            assertThat(server.get("/test/thread").status()).isEqualTo(200);
            await().atMost(LIMIT.multipliedBy(8)).until(() -> slow.stream().allMatch(SlowClientTest::isClosed));
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    /** Between requests a connection may rest for as long as the idle timeout says. */
    @Test
    void keepsAQuietConnection() throws IOException {
        try (var socket = server.socket()) {
            for (int i = 0; i < 2; i++) {
                send(socket, REQUEST);
                assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 200 OK");
                var until = System.nanoTime() + LIMIT.multipliedBy(2).toNanos();
                await().until(() -> System.nanoTime() > until);
                assertThat(isClosed(socket)).isFalse();
            }
        }
    }

    /** A slow request in the module is the module's affair: the client has sent all there is. */
    @Test
    void waitsForASlowAnswer() throws IOException {
        var routes = server.context().getBean(TestRoutes.class);
        try (var socket = server.socket()) {
            send(socket, "GET /test/slow HTTP/1.1\r\nHost: x\r\n\r\n");
            var until = System.nanoTime() + LIMIT.multipliedBy(2).toNanos();
            await().until(() -> System.nanoTime() > until);
            routes.release.countDown();
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    /** Its messages are no requests: it may be as quiet, or as slow, as it likes. */
    @Test
    void leavesAWebSocketAlone() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("ws://127.0.0.1:" + server.server.getPort() + "/test/echo");
            var socket = client.newWebSocketBuilder()
                    .buildAsync(uri, new WebSocket.Listener() {
                        @Override
                        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                            heard.add(text.toString());
                            from.request(1);
                            return null;
                        }
                    })
                    .get(10, TimeUnit.SECONDS);
            for (int i = 0; i < 3; i++) {
                socket.sendText("hello " + i, true).get(5, TimeUnit.SECONDS);
                assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("hello " + i);
                var until = System.nanoTime() + LIMIT.multipliedBy(2).toNanos();
                await().until(() -> System.nanoTime() > until);
            }
            socket.abort();
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** The server may have closed in between: then there is nothing more to send. */
    private static void drip(Socket socket, char one) {
        try {
            socket.getOutputStream().write(one);
        } catch (IOException e) {
            assertThat(e).isInstanceOf(java.net.SocketException.class);
        }
    }

    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        var in = socket.getInputStream();
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        do {
            in.read();
        } while (in.available() > 0);
        return line.toString();
    }
}
