package com.necpgame.harness.sim;

import java.util.Map;

/**
 * A line that must stand in a player's ledger.
 *
 * @param step the step that wrote it; lines of one step may stand in any order
 * @param amount with its sign, in minor units
 * @param facts further members of the line and their values, as far as they are known
 */
record Entry(long step, String currency, long amount, Map<String, String> facts) {
    Entry {
        facts = Map.copyOf(facts);
    }
}
