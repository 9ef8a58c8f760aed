package com.necpgame.harness.slice.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Json;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a slice says of itself: the line that {@code com.necpgame.lambda.Describe} prints.
 *
 * @param module the game module's name
 * @param routes of its controllers
 * @param sockets paths of its WebSocket routes
 * @param listeners who hear events
 * @param recurring work that is due every so often
 */
public record SliceDescription(
        String module, List<Route> routes, List<String> sockets, List<Listener> listeners, List<Due> recurring) {
    public SliceDescription {
        routes = List.copyOf(routes);
        sockets = List.copyOf(sockets);
        listeners = List.copyOf(listeners);
        recurring = List.copyOf(recurring);
    }

    /**
     * Reads the line.
     *
     * @throws IllegalArgumentException if it is not one such JSON object
     */
    public static SliceDescription parse(String line) {
        var json = Json.parse(line);
        return new SliceDescription(
                text(json, "module"),
                each(json, "routes", Route::parse),
                each(json, "sockets", JsonNode::asText),
                each(json, "listeners", Listener::parse),
                each(json, "recurring", Due::parse));
    }

    private static String text(JsonNode json, String member) {
        return required(json, member, JsonNode::isTextual).textValue();
    }

    private static JsonNode required(JsonNode json, String member, Predicate<JsonNode> kind) {
        var value = json.path(member);
        if (!kind.test(value)) {
            throw new IllegalArgumentException("a slice's description lacks " + member + ": " + json);
        }
        return value;
    }

    private static <T> List<T> each(JsonNode json, String member, Function<JsonNode, T> reader) {
        return required(json, member, JsonNode::isArray)
                .valueStream()
                .map(reader)
                .toList();
    }

    /**
     * @param path may hold {@code {variables}}
     * @param secured whether a caller needs a token
     */
    public record Route(String method, String path, boolean secured) {
        static Route parse(JsonNode json) {
            return new Route(
                    text(json, "method"),
                    text(json, "path"),
                    required(json, "secured", JsonNode::isBoolean).booleanValue());
        }
    }

    /**
     * @param name the listener's simple name
     * @param type the event's type that it is written for
     * @param pattern in EventBridge's words
     */
    public record Listener(String name, String type, JsonNode pattern) {
        static Listener parse(JsonNode json) {
            return new Listener(text(json, "name"), text(json, "type"), required(json, "pattern", JsonNode::isObject));
        }
    }

    public record Due(String name, double everySeconds) {
        static Due parse(JsonNode json) {
            return new Due(
                    text(json, "name"),
                    required(json, "everySeconds", JsonNode::isNumber).doubleValue());
        }
    }
}
