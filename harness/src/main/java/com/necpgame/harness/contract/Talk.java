package com.necpgame.harness.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of the script. What is pushed comes in an order of its own, so a message is waited for by what it says, and only what
 * was waited for is written down.
 */
final class Talk implements AutoCloseable {
    private static final Patience HEARING = new Patience(Duration.ofSeconds(60), Duration.ofMillis(5));
    private static final Duration HANDSHAKE = Duration.ofSeconds(30);
    private static final int SWITCHED = 101;
    private static final int SHOWN_CHARACTERS_MAX = 400;

    private final Stage stage;
    private final Person speaker;
    private final WebSocket socket;
    private final Ear ear;
    private int cid;

    private Talk(Stage stage, Person speaker, WebSocket socket, Ear ear) {
        this.stage = stage;
        this.speaker = speaker;
        this.socket = socket;
        this.ear = ear;
    }

    /** Connects, and writes down that it did. @throws IllegalStateException if it is refused */
    static Talk open(
            Stage stage, HttpClient http, String title, Person speaker, String path, Map<String, String> headers) {
        var ear = new Ear();
        try {
            WebSocket socket = connect(stage, http, path, headers, ear);
            handshake(stage, title, speaker, path, SWITCHED);
            return new Talk(stage, speaker, socket, ear);
        } catch (CompletionException e) {
            throw new IllegalStateException(stage.title(title) + ": refused with " + status(e), e);
        }
    }

    /** Connects where it is refused, and writes down how. */
    static void refused(
            Stage stage,
            HttpClient http,
            String title,
            Person speaker,
            String path,
            Map<String, String> headers,
            int status) {
        int answered;
        try {
            connect(stage, http, path, headers, new Ear()).abort();
            answered = SWITCHED;
        } catch (CompletionException e) {
            answered = status(e);
        }
        if (answered != status) {
            stage.fault(stage.title(title), "expected " + status + ", got " + answered);
        }
        handshake(stage, title, speaker, path, answered);
    }

    private static WebSocket connect(Stage stage, HttpClient http, String path, Map<String, String> headers, Ear ear) {
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(HANDSHAKE);
        headers.forEach(builder::header);
        var uri = URI.create(stage.base().toString().replaceFirst("^http", "ws") + path);
        return builder.buildAsync(uri, ear).join();
    }

    private static int status(CompletionException failure) {
        if (failure.getCause() instanceof WebSocketHandshakeException refused) {
            return refused.getResponse().statusCode();
        }
        throw failure;
    }

    private static void handshake(Stage stage, String title, Person speaker, String path, int status) {
        String shown = stage.names().text(path.replaceAll("\\?.*", ""));
        stage.write(stage.title(title), List.of("CONNECT " + shown + " as " + speaker, "-> " + status));
    }

    /** Says something and waits for its answer. @return the answer's data */
    JsonNode ask(String title, String action, String data, String answer, Object... values) {
        return exchange(title, action, data, values, answer, "");
    }

    /** Says what is to be refused. */
    JsonNode refused(String title, String action, String data, String code, Object... values) {
        return exchange(title, action, data, values, "error", code);
    }

    private JsonNode exchange(String title, String action, String data, Object[] values, String answer, String code) {
        String mark = "c" + ++cid;
        ObjectNode message = Json.object().put("action", action).put("cid", mark);
        message.set("data", Json.parse(String.format(Locale.ROOT, data, values).replace('\'', '"')));
        say(message.toString());
        return hear(
                title,
                message.toString(),
                heard -> heard.path("cid").asText().equals(mark),
                heard -> heard.path("action").asText().equals(answer)
                        && heard.path("data").path("code").asText("").equals(code));
    }

    /** Says a text as it is. */
    void say(String text) {
        socket.sendText(text, true).join();
    }

    /** Waits for something that is said to this connection, and writes it down. @return its data */
    JsonNode heard(String title, Predicate<JsonNode> wanted) {
        return hear(title, "", wanted, heard -> true);
    }

    private JsonNode hear(String title, String said, Predicate<JsonNode> wanted, Predicate<JsonNode> right) {
        Optional<JsonNode> heard = HEARING.look(() -> ear.first(wanted), Optional::isPresent);
        String full = stage.title(title);
        if (heard.isEmpty()) {
            throw new IllegalStateException(full + ": " + speaker + " hears nothing of it, only " + ear.heard);
        }
        if (!right.test(heard.get())) {
            stage.fault(full, "got " + heard.get());
        }
        var lines = new ArrayList<String>();
        if (!said.isEmpty()) {
            lines.add(speaker + " says "
                    + shown(stage.names().named(Json.parse(said)).toString()));
        }
        lines.add(speaker + " hears");
        lines.addAll(Json.pretty(stage.names().named(heard.get()))
                .lines()
                .map(Talk::shown)
                .toList());
        stage.write(full, lines);
        return heard.get().path("data");
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_CHARACTERS_MAX ? text : text.substring(0, SHOWN_CHARACTERS_MAX) + " (cut)";
    }

    /** True if nothing like this was heard so far. */
    boolean heardNothing(Predicate<JsonNode> like) {
        return ear.first(like).isEmpty();
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .exceptionally(e -> socket)
                .join();
        HEARING.until(() -> ear.isClosed);
        socket.abort();
    }

    private static final class Ear implements WebSocket.Listener {
        private final Queue<JsonNode> heard = new ConcurrentLinkedQueue<>();
        private final StringBuilder text = new StringBuilder();
        private volatile boolean isClosed;

        Optional<JsonNode> first(Predicate<JsonNode> wanted) {
            return heard.stream().filter(wanted).findFirst();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard.add(Json.parse(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            isClosed = true;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            isClosed = true;
        }
    }
}
