package com.necpgame.gamesim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.necpgame.gamesim.client.ArenaClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectatorPortTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final TestServer test = new TestServer(TestServer.settings(2, 60, Duration.ofSeconds(30), null));
    private final SpectatorPort port = new SpectatorPort(new InetSocketAddress("127.0.0.1", 0), test.server::status);
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ArenaClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        http.shutdownNow();
        port.close();
        test.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 200, text/html; charset=utf-8",
        "GET, /spectate.js, 200, text/javascript; charset=utf-8",
        "GET, /drawing.js, 200, text/javascript; charset=utf-8",
        "GET, /spectate.css, 200, text/css; charset=utf-8",
        "GET, /sessions, 200, application/json",
        "GET, /status, 200, application/json",
        "GET, /nothing, 404, text/plain",
        "GET, /page/index.html, 404, text/plain",
        "GET, /../GamesimMain.class, 404, text/plain",
        "POST, /sessions, 405, text/plain"
    })
    void serves(String method, String path, int status, String type) throws Exception {
        var answer = ask(method, path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue(type);
        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'self'");
    }

    @Test
    void thePageNeedsNothingFromElsewhere() throws Exception {
        for (var path : List.of("/", "/spectate.js", "/drawing.js", "/spectate.css")) {
            assertThat(ask("GET", path).body()).doesNotContain("http://").doesNotContain("https://");
        }
    }

    @Test
    void aWatcherSeesTheArenaAndThenItsFrames() throws Exception {
        clients.add(test.bot("ses_a", 0));
        clients.add(test.bot("ses_a", 1));
        until(() -> test.server.status().players() == 2);
        var sessions = JSON.readTree(ask("GET", "/sessions").body()).path("sessions");
        assertThat(sessions.get(0).path("gameSimId").asText()).isEqualTo("ses_a");
        assertThat(sessions.get(0).path("players").asInt()).isEqualTo(2);

        var watcher = watch("ses_a");
        until(() -> watcher.messages.size() > 20);
        assertThat(watcher.messages.getFirst().path("type").asText()).isEqualTo("arena");
        assertThat(watcher.messages.getFirst().path("rows")).hasSize(16);
        var frames = watcher.messages.stream().skip(1).toList();
        assertThat(frames)
                .extracting(frame -> frame.path("tick").asInt())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(frames.getLast().path("players")).hasSize(2);
        assertThat(frames.getLast().path("players").get(0).path("name").asText())
                .isEqualTo("plr_0");

        test.server.stop("ses_a");
        until(() -> watcher.closed != 0);
        assertThat(watcher.closed).isEqualTo(1000);
    }

    @Test
    void whereThereIsNoSessionTheSocketCloses() throws Exception {
        var watcher = watch("ses_none");
        until(() -> watcher.closed != 0);
        assertThat(watcher.closed).isEqualTo(1013);
    }

    @Test
    void aWatcherWhoDoesNotReadMissesFramesAndHoldsNobodyUp() throws Exception {
        clients.add(test.bot("ses_a", 0));
        until(() -> test.server.status().players() == 1);
        var slow = new Watcher(false);
        http.newWebSocketBuilder().buildAsync(uri("ses_a"), slow).get();
        var quick = watch("ses_a");
        until(() -> quick.messages.size() > 40);
        assertThat(slow.messages.size()).isLessThanOrEqualTo(1);
        assertThat(test.server.status().ticks().skipped()).isLessThan(30);
    }

    private Watcher watch(String session) throws Exception {
        var watcher = new Watcher(true);
        http.newWebSocketBuilder().buildAsync(uri(session), watcher).get();
        return watcher;
    }

    private URI uri(String session) {
        return URI.create("ws://127.0.0.1:" + port.address().getPort() + "/watch?session=" + session);
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port.address().getPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private void until(Callable<Boolean> holds) {
        await().atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(4))
                .until(() -> TestServer.step(clients) && holds.call());
    }

    private static final class Watcher implements WebSocket.Listener {
        final List<JsonNode> messages = new CopyOnWriteArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final boolean reads;
        volatile int closed;

        Watcher(boolean reads) {
            this.reads = reads;
        }

        @Override
        public void onOpen(WebSocket socket) {
            socket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(parse());
            }
            if (reads) {
                socket.request(1);
            }
            return null;
        }

        private JsonNode parse() {
            try {
                return JSON.readTree(text.toString());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } finally {
                text.setLength(0);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed = status;
            return null;
        }
    }
}
