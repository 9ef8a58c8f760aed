package com.necpgame.harness.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapacityTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static JsonNode session(String server, int from, int to) {
        return Json.object()
                .put("simId", server)
                .put("createdAt", NOON.plusSeconds(from).toString())
                .put("endedAt", NOON.plusSeconds(to).toString());
    }

    @Test
    void asManyAsThereAreSlotsIsRightAlsoWhereOneEndsAsAnotherBegins() {
        var sessions = List.of(session("a", 0, 10), session("a", 0, 20), session("a", 10, 20), session("b", 5, 6));

        assertThat(Capacity.check(sessions, 2)).isEmpty();
    }

    @Test
    void oneMoreIsFoundOnItsServer() {
        var sessions = List.of(session("a", 0, 10), session("b", 0, 20), session("b", 9, 20), session("b", 19, 30));

        assertThat(Capacity.check(sessions, 2)).containsExactly(new Violation("b", "had 3 sessions at once, of 2"));
    }

    @Test
    void whatNeverEndsHoldsItsSlot() {
        var endless = Json.object().put("simId", "a").put("createdAt", NOON.toString());

        assertThat(Capacity.check(List.of(endless, session("a", 500, 501)), 1)).hasSize(1);
    }
}
