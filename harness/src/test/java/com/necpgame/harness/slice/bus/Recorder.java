package com.necpgame.harness.slice.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.slice.call.Invoked;
import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A function in this process that remembers what it was invoked with. */
public final class Recorder implements Invoker {
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final Function<JsonNode, Invoked> answer;

    public Recorder(Function<JsonNode, Invoked> answer) {
        this.answer = answer;
    }

    public static Recorder good() {
        return new Recorder(event -> ok("{}"));
    }

    public static Invoked ok(String answer) {
        return new Invoked(answer.getBytes(StandardCharsets.UTF_8), null);
    }

    public static Invoked error(String message) {
        return new Invoked(("{\"errorMessage\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8), "Unhandled");
    }

    @Override
    public Invoked invoke(byte[] event) {
        JsonNode json = Json.parse(new String(event, StandardCharsets.UTF_8));
        events.add(json);
        return answer.apply(json);
    }

    public List<JsonNode> events() {
        return List.copyOf(events);
    }
}
