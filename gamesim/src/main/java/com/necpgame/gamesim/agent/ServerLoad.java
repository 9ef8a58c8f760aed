package com.necpgame.gamesim.agent;

import java.util.Set;

/**
 * How a server is doing; goes with each heartbeat.
 *
 * @param share of its time that it works, 0 to 1
 * @param tickMillis that a tick takes, at the 99th percentile or so
 * @param sessions that it holds, by gameSimId
 */
public record ServerLoad(double share, double tickMillis, int players, Set<String> sessions) {
    public ServerLoad {
        sessions = Set.copyOf(sessions);
    }
}
