package com.necpgame.harness.autoscale;

/**
 * A session that started.
 *
 * @param server by number, in the order of launches
 * @param askedAtMillis when it was asked for
 * @param startedAtMillis when a slot was there
 * @param endsAtMillis when it is over, which may be after the curve
 */
public record Played(int server, long askedAtMillis, long startedAtMillis, long endsAtMillis) {
    long waitedMillis() {
        return startedAtMillis - askedAtMillis;
    }
}
