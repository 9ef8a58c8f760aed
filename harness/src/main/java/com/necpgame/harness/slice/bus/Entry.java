package com.necpgame.harness.slice.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of PutEvents.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html">PutEventsRequestEntry</a>
 */
final class Entry {
    private static final int TIME_BYTES = 14;

    private final JsonNode json;

    Entry(JsonNode json) {
        this.json = json;
    }

    /** As AWS counts: 14 for a time, and the texts in UTF-8. */
    int bytes() {
        int bytes = json.hasNonNull("Time") ? TIME_BYTES : 0;
        for (String name : new String[] {"Source", "DetailType", "Detail"}) {
            bytes += utf8(json.path(name).asText());
        }
        for (JsonNode resource : json.path("Resources")) {
            bytes += utf8(resource.asText());
        }
        return bytes;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Why it is refused; null if it is not. */
    @Nullable
    Refused fault() {
        for (String name : new String[] {"Source", "DetailType", "Detail"}) {
            if (json.path(name).asText().isEmpty()) {
                return new Refused(
                        "InvalidArgument",
                        "Parameter " + name + " is not valid. Reason: " + name + " is a required argument.");
            }
        }
        if (json.path("Source").asText().startsWith("aws.")) {
            return new Refused("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        return detail() == null ? new Refused("MalformedDetail", "Detail is malformed.") : null;
    }

    private @Nullable JsonNode detail() {
        try {
            JsonNode detail = Json.parse(json.path("Detail").asText());
            return detail.isObject() ? detail : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The event that it becomes. */
    ObjectNode event(String id, Instant now) {
        ObjectNode event = Json.object();
        event.put("version", "0");
        event.put("id", id);
        event.put("detail-type", json.path("DetailType").asText());
        event.put("source", json.path("Source").asText());
        event.put("account", "000000000000");
        event.put("time", time(now).toString());
        event.put("region", "local");
        event.set("resources", json.path("Resources").isArray() ? json.path("Resources") : event.arrayNode());
        event.set("detail", detail());
        return event;
    }

    private Instant time(Instant now) {
        return json.hasNonNull("Time")
                ? Instant.ofEpochSecond(json.path("Time").asLong())
                : Instant.ofEpochSecond(now.getEpochSecond());
    }

    record Refused(String code, String message) {}
}
