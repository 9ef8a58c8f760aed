package com.necpgame.harness.slice.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

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
     * @param path may hold {@code {variables}}
     * @param secured whether a caller needs a token
     */
    public record Route(String method, String path, boolean secured) {}

    /**
     * @param name the listener's simple name
     * @param type the event's type that it is written for
     * @param pattern in EventBridge's words
     */
    public record Listener(String name, String type, JsonNode pattern) {}

    public record Due(String name, double everySeconds) {}
}
