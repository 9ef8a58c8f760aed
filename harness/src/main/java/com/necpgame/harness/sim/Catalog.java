package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What the target says of its items, and what it has let us learn. */
final class Catalog {
    private final Map<String, Long> perSlot = new HashMap<>();
    private final ConcurrentMap<String, Boolean> consumable = new ConcurrentHashMap<>();

    /** @param items as {@code GET /v1/catalog} lists them */
    Catalog(List<JsonNode> items) {
        for (JsonNode item : items) {
            boolean unique = "unique".equals(Members.text(item, "stacking"));
            perSlot.put(
                    Members.text(item, "id"), unique ? 1 : item.path("stackMax").asLong());
        }
    }

    /** How many may lie in one slot; 0 if there is no such item. */
    long perSlot(String item) {
        return perSlot.getOrDefault(item, 0L);
    }

    /** Notes whether an item can be used up. @return false if it was otherwise before */
    boolean learn(String item, boolean canBeUsedUp) {
        Boolean before = consumable.putIfAbsent(item, canBeUsedUp);
        return before == null || before == canBeUsedUp;
    }
}
