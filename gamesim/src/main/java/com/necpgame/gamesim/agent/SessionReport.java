package com.necpgame.gamesim.agent;

import com.necpgame.contracts.gamesimregistry.PlayerResult;
import java.util.List;

/**
 * How a session ended.
 *
 * @param reason in the game's words
 * @param checksum of its last state
 */
public record SessionReport(String gameSimId, String reason, List<PlayerResult> results, String checksum) {
    public SessionReport {
        results = List.copyOf(results);
    }
}
