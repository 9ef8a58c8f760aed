package com.necpgame.gamesim.transport;

import java.util.Map;

/**
 * What an endpoint has counted since it was opened.
 *
 * @param received datagrams that arrived, dropped ones too
 * @param sent datagrams sent
 * @param dropped of those that arrived, by cause; no entry where there was none
 */
public record TransportStats(
        long received, long receivedBytes, long sent, long sentBytes, Map<DropCause, Long> dropped) {
    /** How many were dropped for this cause. */
    public long dropped(DropCause cause) {
        return dropped.getOrDefault(cause, 0L);
    }
}
