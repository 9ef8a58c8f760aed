package com.necpgame.harness.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server said.
 *
 * @param headers by lower-case name; of a repeated header the last
 * @param resent true if the request was sent more than once and an earlier sending may have taken effect
 */
public record Answer(int status, Map<String, String> headers, String body, boolean resent) {
    private static final int SHOWN_CHARACTERS_MAX = 600;

    public Answer {
        headers = Map.copyOf(headers);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public @Nullable String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    /** True if the server says that this is the stored answer of an earlier request. */
    public boolean isReplayed() {
        return "true".equalsIgnoreCase(headers.get("idempotency-replayed"));
    }

    /** The body as a tree; a missing node if it is empty or no JSON. */
    public JsonNode json() {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : Json.parse(body);
        } catch (IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }

    /** The {@code code} of a problem, empty if there is none. */
    public String code() {
        return json().path("code").asText("");
    }

    public Answer asResent() {
        return new Answer(status, headers, body, true);
    }

    @Override
    public String toString() {
        String shown =
                body.length() <= SHOWN_CHARACTERS_MAX ? body : body.substring(0, SHOWN_CHARACTERS_MAX) + " (cut)";
        return status + (isReplayed() ? " (replayed) " : " ") + shown;
    }
}
