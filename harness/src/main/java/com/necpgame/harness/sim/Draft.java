package com.necpgame.harness.sim;

import com.necpgame.harness.sim.Holding.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Holdings as they would be after some requests, and the keys that these would have used. */
final class Draft {
    private final ToLongFunction<Holding> before;
    private final Map<Holding, Long> now = new HashMap<>();
    private final Map<String, Integer> keys = new HashMap<>();

    Draft(ToLongFunction<Holding> before) {
        this.before = before;
    }

    long amount(Holding holding) {
        Long changed = now.get(holding);
        return changed == null ? before.applyAsLong(holding) : changed;
    }

    /** Makes all changes, or none. @return false if one would go below zero */
    boolean apply(List<Change> changes) {
        Map<Holding, Long> after = after(changes);
        now.putAll(after);
        return !after.isEmpty() || changes.isEmpty();
    }

    /** True if {@link #apply} would make the changes. */
    boolean affords(List<Change> changes) {
        return !after(changes).isEmpty() || changes.isEmpty();
    }

    private Map<Holding, Long> after(List<Change> changes) {
        var after = new HashMap<Holding, Long>();
        for (Change change : changes) {
            long amount = after.getOrDefault(change.holding(), amount(change.holding())) + change.delta();
            if (amount < 0) {
                return Map.of();
            }
            after.put(change.holding(), amount);
        }
        return after;
    }

    /** The number of the request that has used this key, or -1. */
    int userOf(String key) {
        return keys.getOrDefault(key, -1);
    }

    void use(String key, int request) {
        keys.put(key, request);
    }

    /** What differs from before. */
    Map<Holding, Long> changed() {
        return now;
    }
}
