package com.necpgame.gamesim.server;

import com.necpgame.gamesim.arena.ArenaMap;
import com.necpgame.gamesim.arena.ArenaRules;
import com.necpgame.gamesim.arena.Frame;
import java.util.Map;
import java.util.Set;

/**
 * A session as spectators see it; never changes.
 *
 * @param names by slot
 * @param away slots whose players are not connected
 */
record SessionView(
        String gameSimId, ArenaMap map, ArenaRules rules, Frame frame, Map<Integer, String> names, Set<Integer> away) {
    int secondsLeft() {
        return rules.timeLimitSeconds() - frame.tick() / rules.tickRate();
    }
}
