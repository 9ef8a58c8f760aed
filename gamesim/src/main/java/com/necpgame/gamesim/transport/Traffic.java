package com.necpgame.gamesim.transport;

import java.util.EnumMap;
import java.util.Map;

/** The counters of one endpoint, on its thread. */
final class Traffic {
    private final long[] dropped = new long[DropCause.values().length];
    private long received;
    private long receivedBytes;
    private long sent;
    private long sentBytes;

    void received(int bytes) {
        received++;
        receivedBytes += bytes;
    }

    void sent(int bytes) {
        sent++;
        sentBytes += bytes;
    }

    void dropped(DropCause cause) {
        dropped[cause.ordinal()]++;
    }

    TransportStats stats() {
        var causes = new EnumMap<DropCause, Long>(DropCause.class);
        for (var cause : DropCause.values()) {
            if (dropped[cause.ordinal()] > 0) {
                causes.put(cause, dropped[cause.ordinal()]);
            }
        }
        return new TransportStats(received, receivedBytes, sent, sentBytes, Map.copyOf(causes));
    }
}
