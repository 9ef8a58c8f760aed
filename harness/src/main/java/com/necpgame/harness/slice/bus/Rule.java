package com.necpgame.harness.slice.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.slice.call.SliceDescription;
import java.util.List;

/**
 * A rule of the bus: one listener of one function. Its input transformer wraps the event:
 * {@code {"listener":"<name>","event":<the event>}}.
 *
 * @param function whose in-flight deliveries are counted together
 * @param listener the listener's simple name
 * @param pattern in EventBridge's words
 * @param target what is invoked
 */
public record Rule(String function, String listener, JsonNode pattern, Invoker target) {
    /** The rules of all listeners of a slice. A listener without a pattern file hears its event's type. */
    public static List<Rule> of(SliceDescription slice, Invoker target) {
        return slice.listeners().stream()
                .map(heard -> new Rule(slice.module(), heard.name(), patternOf(heard), target))
                .toList();
    }

    private static JsonNode patternOf(SliceDescription.Listener heard) {
        if (heard.pattern() != null
                && heard.pattern().isObject()
                && !heard.pattern().isEmpty()) {
            return heard.pattern();
        }
        var byType = JsonNodeFactory.instance.objectNode();
        byType.putArray("detail-type").add(heard.type());
        return byType;
    }

    String name() {
        return function + "." + listener;
    }
}
