package com.necpgame.lambda.event;

import com.amazonaws.services.lambda.runtime.Context;
import com.necpgame.lambda.EventSource;
import com.necpgame.platform.runtime.recurring.DueWork;
import com.necpgame.platform.runtime.recurring.Recurring;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * A schedule of EventBridge: time for recurring work. Its event says nothing of which, or a target's input
 * <code>{"recurring": [names]}</code> picks some. The answer says what became of each; a piece that failed is logged,
 * counted, and left to the next time that it is due, as in the one JVM.
 */
@Singleton
final class ScheduleSource implements EventSource {
    private static final String DETAIL_TYPE = "Scheduled Event";

    private final JsonMapper json;
    private final BeanProvider<DueWork> work;

    ScheduleSource(JsonMapper json, BeanProvider<DueWork> work) {
        this.json = json;
        this.work = work;
    }

    @Override
    public boolean sends(JsonNode event) {
        return isScheduled(event);
    }

    static boolean isScheduled(JsonNode event) {
        return isPicked(event)
                || event.isObject()
                        && event.get("detail-type") instanceof JsonNode type
                        && type.isString()
                        && type.getStringValue().equals(DETAIL_TYPE);
    }

    private static boolean isPicked(JsonNode event) {
        return event.isObject() && event.get("recurring") instanceof JsonNode names && names.isArray();
    }

    @Override
    public void handle(JsonNode event, Context context, OutputStream answer) throws IOException {
        var outcomes = new LinkedHashMap<String, String>();
        for (var piece : pieces(event)) {
            var outcome = work.get().runIfDue(piece);
            outcomes.put(DueWork.name(piece), outcome.name().toLowerCase(Locale.ROOT));
        }
        json.writeValue(answer, Argument.mapOf(String.class, String.class), outcomes);
    }

    private List<Recurring> pieces(JsonNode event) {
        return event.get("recurring") instanceof JsonNode names && names.isArray()
                ? picked(names)
                : work.get().all();
    }

    private List<Recurring> picked(JsonNode names) {
        var picked = new ArrayList<Recurring>();
        for (var name : names.values()) {
            picked.add(find(name.coerceStringValue()));
        }
        return picked;
    }

    private Recurring find(String name) {
        return work.get().all().stream()
                .filter(piece -> DueWork.name(piece).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no recurring work " + name));
    }
}
