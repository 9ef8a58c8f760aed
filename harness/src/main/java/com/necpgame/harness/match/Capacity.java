package com.necpgame.harness.match;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts, by the registry's own times, how many sessions each server had at each moment. */
final class Capacity {
    /** @param change 1 at the beginning of a session, -1 at its end */
    private record Step(Instant at, int change) {
        /** Of one moment the ends first: a slot that is freed may be taken at once. */
        static final Comparator<Step> IN_ORDER = Comparator.comparing(Step::at).thenComparingInt(Step::change);
    }

    private Capacity() {}

    /** @param sessions that are over, as the registry tells them */
    static List<Violation> check(Collection<JsonNode> sessions, int sessionsMax) {
        Map<String, List<Step>> byServer = new TreeMap<>();
        for (JsonNode session : sessions) {
            var steps = byServer.computeIfAbsent(session.path("simId").asText(), id -> new ArrayList<>());
            steps.add(new Step(Instant.parse(session.path("createdAt").asText()), 1));
            if (session.path("endedAt").isTextual()) {
                steps.add(new Step(Instant.parse(session.path("endedAt").asText()), -1));
            }
        }
        var most = new HashMap<String, Integer>();
        byServer.forEach((server, steps) -> most.put(server, most(steps)));
        return most.entrySet().stream()
                .filter(entry -> entry.getValue() > sessionsMax)
                .map(entry -> new Violation(
                        entry.getKey(), "had " + entry.getValue() + " sessions at once, of " + sessionsMax))
                .toList();
    }

    private static int most(List<Step> steps) {
        int now = 0;
        int most = 0;
        for (Step step : steps.stream().sorted(Step.IN_ORDER).toList()) {
            now += step.change();
            most = Math.max(most, now);
        }
        return most;
    }
}
