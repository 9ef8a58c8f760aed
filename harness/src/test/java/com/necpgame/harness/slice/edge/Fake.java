package com.necpgame.harness.slice.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.slice.call.Invoked;
import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.slice.call.SliceDescription;
import com.necpgame.harness.slice.call.SliceDescription.Route;
import com.necpgame.harness.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A function in this process: keeps what it was invoked with, and answers as a test says. */
public final class Fake implements Invoker {
    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private volatile Function<JsonNode, Invoked> answer = _ -> ok(Json.object().put("statusCode", 200));

    public static Invoked ok(ObjectNode answer) {
        return new Invoked(answer.toString().getBytes(StandardCharsets.UTF_8), null);
    }

    public static Invoked failed() {
        return new Invoked("{\"errorMessage\":\"out of luck\"}".getBytes(StandardCharsets.UTF_8), "Unhandled");
    }

    public Fake answers(Function<JsonNode, Invoked> other) {
        answer = other;
        return this;
    }

    public Fake answersRaw(String raw) {
        return answers(_ -> new Invoked(raw.getBytes(StandardCharsets.UTF_8), null));
    }

    @Override
    public Invoked invoke(byte[] bytes) {
        var event = Json.parse(new String(bytes, StandardCharsets.UTF_8));
        events.add(event);
        return answer.apply(event);
    }

    /** The next event that nobody has looked at yet. */
    public JsonNode event() {
        try {
            var event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("it was not invoked");
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public @Nullable JsonNode eventSoFar() {
        return events.poll();
    }

    public static SliceDescription slice(String module, List<String> sockets, Route... routes) {
        return new SliceDescription(module, List.of(routes), sockets, List.of(), List.of());
    }
}
