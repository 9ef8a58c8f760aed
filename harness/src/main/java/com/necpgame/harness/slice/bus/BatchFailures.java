package com.necpgame.harness.slice.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Json;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The answer of a function that reports batch item failures, read as Lambda's event source mappings do. */
public final class BatchFailures {
    private BatchFailures() {}

    /**
     * The items that failed.
     *
     * @param answer what the function answered; an empty one or one without the list means that all is done
     * @param sent the identifiers of the batch
     * @return empty if the answer is none that can be understood, which counts as a failure of the whole batch
     */
    public static Optional<Set<String>> in(String answer, Set<String> sent) {
        if (answer.isBlank() || "null".equals(answer.strip())) {
            return Optional.of(Set.of());
        }
        try {
            return read(Json.parse(answer).path("batchItemFailures"), sent);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Set<String>> read(JsonNode failures, Set<String> sent) {
        var failed = new LinkedHashSet<String>();
        for (JsonNode failure : failures) {
            String id = failure.path("itemIdentifier").asText();
            if (!sent.contains(id)) {
                return Optional.empty();
            }
            failed.add(id);
        }
        return Optional.of(failed);
    }
}
