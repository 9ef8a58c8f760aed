package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.platform.testkit.AsyncApiDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client of the voice socket that keeps all that it hears, and holds it against the AsyncAPI document. */
final class VoiceClient implements AutoCloseable {
    static final int HEADER = 16;

    /** 20 ms of 16 kHz. */
    static final int FRAME = 640;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Queue<JsonNode> texts = new ConcurrentLinkedQueue<>();
    private final Queue<String> undeclared = new ConcurrentLinkedQueue<>();
    private final AsyncApiDocument api;
    private final Queue<byte[]> frames = new ConcurrentLinkedQueue<>();
    private volatile int closeCode = -1;
    private final WebSocket socket;
    private int cid;

    private VoiceClient(GameClient server, WebSocket.Builder builder, URI uri) {
        this.api = AsyncApiDocument.parse(server.text("/asyncapi"));
        this.socket = builder.buildAsync(uri, new Ear()).join();
    }

    static VoiceClient connect(GameClient server, String apiKey, String token) {
        return new VoiceClient(
                server,
                HTTP.newWebSocketBuilder()
                        .connectTimeout(PATIENCE)
                        .header("x-api-key", apiKey)
                        .header("Authorization", "Bearer " + token),
                address(server, "/voice"));
    }

    static VoiceClient withTicket(GameClient server, String ticket) {
        return new VoiceClient(
                server,
                HTTP.newWebSocketBuilder().connectTimeout(PATIENCE),
                address(server, "/voice?ticket=" + ticket));
    }

    /** The HTTP status that a handshake is refused with. */
    static int refusal(Runnable connecting) {
        try {
            connecting.run();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
        throw new AssertionError("The handshake was accepted");
    }

    private static URI address(GameClient server, String path) {
        return URI.create(server.uri().toString().replace("http:", "ws:") + path);
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    /** A clip, as the source's client sends it. */
    void clip(byte[] pcm) {
        say("{\"action\":\"sendaudio\",\"data\":\"" + Base64.getEncoder().encodeToString(pcm)
                + "\",\"author\":\"me\"}");
    }

    /** Sends a message and gives the answer's data. */
    JsonNode ask(String action, Map<String, ?> data, String answer) {
        var told = answer(action, data);
        assertThat(told.path("action").asText()).as("%s", told).isEqualTo(answer);
        return told.path("data");
    }

    /** Sends what is to be refused, and gives the problem. */
    JsonNode refused(String action, Map<String, ?> data) {
        return ask(action, data, "error");
    }

    private JsonNode answer(String action, Map<String, ?> data) {
        var mark = "c" + ++cid;
        ObjectNode message = JSON.createObjectNode();
        message.put("action", action).put("cid", mark).set("data", JSON.valueToTree(data));
        say(message.toString());
        return heard(text -> text.path("cid").asText().equals(mark));
    }

    void send(byte[] frame) {
        socket.sendBinary(ByteBuffer.wrap(frame), true).join();
    }

    /** A frame of PCM16 as a client makes it. */
    static byte[] frame(int alias, int seq, byte[] pcm) {
        return ByteBuffer.allocate(HEADER + pcm.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x11)
                .put((byte) 1)
                .putShort((short) alias)
                .putInt(0)
                .putInt(seq)
                .putInt(seq * 960)
                .put(pcm)
                .array();
    }

    /** 20 ms of a loud tone, other for each number. */
    static byte[] tone(int number) {
        return tone(number, FRAME);
    }

    static byte[] tone(int number, int bytes) {
        var pcm = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; pcm.hasRemaining(); i++) {
            pcm.putShort((short) (8000 * Math.sin(2 * Math.PI * (200 + number % 50) * i / 16_000) + number % 100));
        }
        return pcm.array();
    }

    /** The first message that fits, once it has come. */
    JsonNode heard(Predicate<JsonNode> wanted) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> texts.stream().anyMatch(wanted));
        return texts.stream().filter(wanted).findFirst().orElseThrow();
    }

    JsonNode heard(String action) {
        return heard(text -> text.path("action").asText().equals(action));
    }

    List<JsonNode> texts() {
        return List.copyOf(texts);
    }

    List<byte[]> frames() {
        return new ArrayList<>(frames);
    }

    int closeCode() {
        await().atMost(Duration.ofSeconds(20)).until(() -> closeCode != -1);
        return closeCode;
    }

    boolean isOpen() {
        return closeCode == -1 && !socket.isOutputClosed();
    }

    /** Fails if it has heard anything that the AsyncAPI document does not declare. */
    @Override
    public void close() {
        socket.abort();
        assertThat(undeclared).isEmpty();
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private ByteBuffer bytes = ByteBuffer.allocate(1 << 18);

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                keep(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void keep(String message) {
            try {
                texts.add(JSON.readTree(message));
                api.check("serverSays", message);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (AssertionError e) {
                undeclared.add(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            bytes.put(part);
            if (last) {
                var frame = new byte[bytes.position()];
                bytes.flip().get(frame);
                frames.add(frame);
                bytes.clear();
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeCode = code;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closeCode = 1006;
        }
    }
}
