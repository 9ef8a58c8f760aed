package com.necpgame.gamesim.arena;

import java.util.List;
import java.util.Map;

/**
 * All that reaches an arena between two ticks.
 *
 * @param leaves slots; they leave before others come
 * @param inputs by slot; who has none goes on with their last
 */
public record Turn(List<Integer> leaves, List<Join> joins, Map<Integer, Input> inputs) {
    /** Nothing happened. */
    public static final Turn EMPTY = new Turn(List.of(), List.of(), Map.of());

    public Turn {
        leaves = List.copyOf(leaves);
        joins = List.copyOf(joins);
        inputs = Map.copyOf(inputs);
    }

    /** A player comes to a slot. */
    public record Join(int slot, String playerId) {}
}
