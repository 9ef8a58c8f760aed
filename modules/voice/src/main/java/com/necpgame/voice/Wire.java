package com.necpgame.voice;

import static com.necpgame.voice.VoiceProblem.UNREADABLE;

import com.necpgame.platform.runtime.problem.Problems;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.socket.Connections;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Text messages to JSON and back: {@code {"action", "cid"?, "data"}}. */
@Singleton
public final class Wire {
    private final ObjectMapper json;
    private final Provider<Validator> validator;
    private final Connections connections;
    private final Problems problems;

    /** @param validator made with the first message: a start does not wait for its hundred rules */
    Wire(ObjectMapper json, Provider<Validator> validator, Connections connections, Problems problems) {
        this.json = json;
        this.validator = validator;
        this.connections = connections;
        this.problems = problems;
    }

    /** @throws Refusal if it is no object with an {@code action} */
    Message read(String text) {
        try {
            var body = json.readValue(text, JsonNode.class);
            if (body != null && body.isObject() && body.get("action") instanceof JsonNode action && action.isString()) {
                var cid = body.get("cid");
                return new Message(
                        action.getStringValue(), cid != null && cid.isString() ? cid.getStringValue() : null, body);
            }
            throw UNREADABLE.refuse();
        } catch (IOException | IllegalStateException e) {
            throw UNREADABLE.refuse();
        }
    }

    /** What the message carries in {@code data}, or an object without fields where it carries nothing; valid. */
    public <T> T data(Message message, Class<T> type) {
        var data = message.body().get("data");
        return valid(data == null || data.isNull() ? JsonNode.createObjectNode(Map.of()) : data, type);
    }

    /** The whole message as one object, for the actions of the source, which have no {@code data} object. */
    public <T> T body(Message message, Class<T> type) {
        return valid(message.body(), type);
    }

    private <T> T valid(JsonNode node, Class<T> type) {
        T value;
        try {
            value = json.readValueFromTree(node, type);
        } catch (IOException | IllegalArgumentException e) {
            throw UNREADABLE.refuse("a field is missing or of a wrong type");
        }
        if (value == null) {
            throw UNREADABLE.refuse();
        }
        var wrong = validator.get().validate(value);
        if (!wrong.isEmpty()) {
            throw UNREADABLE.refuse(wrong.stream().map(Wire::told).sorted().collect(Collectors.joining(", ")));
        }
        return value;
    }

    private static String told(ConstraintViolation<?> violation) {
        return violation.getPropertyPath() + " " + violation.getMessage();
    }

    /** {@code {"action", "cid"?, "data"}}, for many to share. */
    public String text(String action, @Nullable String cid, Object data) {
        var message = new LinkedHashMap<String, Object>();
        message.put("action", action);
        if (cid != null) {
            message.put("cid", cid);
        }
        message.put("data", data);
        try {
            return json.writeValueAsString(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer or a push to one connection. */
    public Connections.Sent send(String connectionId, String action, @Nullable String cid, Object data) {
        return connections.send(connectionId, text(action, cid, data));
    }

    /** Tells a connection why not. */
    public Connections.Sent refuse(String connectionId, @Nullable String cid, Refusal refusal) {
        return send(connectionId, "error", cid, problems.body(VoiceSocket.PATH, refusal));
    }
}
