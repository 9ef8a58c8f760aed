package com.necpgame.harness.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.gamesim.transport.JoinToken;
import java.net.InetSocketAddress;

/**
 * A place in a session, as the registry gave it.
 *
 * @param players who had a place then, this one among them
 * @param queuedMillis how long the request waited for a slot
 */
record Seat(
        String gameSimId,
        String simId,
        InetSocketAddress server,
        JoinToken token,
        String joinCode,
        int players,
        long queuedMillis) {
    /** @throws IllegalArgumentException if a part is missing */
    static Seat of(JsonNode answer) {
        return new Seat(
                text(answer, "gameSimId"),
                text(answer, "simId"),
                new InetSocketAddress(
                        text(answer, "address"), answer.path("port").asInt()),
                JoinToken.parse(text(answer, "joinToken")),
                text(answer, "joinCode"),
                answer.path("players").size(),
                answer.path("queuedMillis").asLong());
    }

    private static String text(JsonNode answer, String name) {
        if (!answer.path(name).isTextual()) {
            throw new IllegalArgumentException("a seat without " + name + ": " + answer);
        }
        return answer.path(name).asText();
    }
}
