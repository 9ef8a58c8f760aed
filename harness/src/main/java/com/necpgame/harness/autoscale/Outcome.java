package com.necpgame.harness.autoscale;

import java.util.List;

/**
 * What a policy made of a load curve.
 *
 * @param policy what decided
 * @param arrived all who asked
 * @param played the sessions that started, in that order
 * @param refused those for whom the wait was over
 * @param waiting those who still waited when the curve ended
 * @param serverMillis from launch to end, of all servers
 * @param readyMillis the part of it in which they took sessions
 * @param serversPeak the most servers at a time, starting and draining ones among them
 * @param capacity sessions of one server
 * @param endMillis when the curve ended
 * @param minutes minute by minute
 */
record Outcome(
        Policy policy,
        int arrived,
        List<Played> played,
        int refused,
        int waiting,
        long serverMillis,
        long readyMillis,
        int serversPeak,
        int capacity,
        long endMillis,
        List<Minute> minutes) {
    private static final double HOUR_MILLIS = 3_600_000;

    /** How long those waited who got a session, in milliseconds, by nearest rank; 0 where nobody did. */
    long waitedMillis(double percentile) {
        long[] waits = played.stream().mapToLong(Played::waitedMillis).sorted().toArray();
        int rank = (int) Math.ceil(percentile / 100 * waits.length);
        return waits.length == 0 ? 0 : waits[Math.max(0, rank - 1)];
    }

    /** Sessions that found no slot at once. */
    long waited() {
        return played.stream().filter(session -> session.waitedMillis() > 0).count();
    }

    /** Server-hours. */
    double serverHours() {
        return serverMillis / HOUR_MILLIS;
    }

    /** The share of the slots that were paid for and ready that held a session. */
    double occupancy() {
        long used = played.stream()
                .mapToLong(session -> Math.min(session.endsAtMillis(), endMillis) - session.startedAtMillis())
                .sum();
        return readyMillis == 0 ? 0 : (double) used / readyMillis / capacity;
    }
}
