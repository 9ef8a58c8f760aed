package com.necpgame.harness.autoscale;

import java.time.Duration;

/**
 * What is the same for every policy.
 *
 * @param capacity sessions of one server at a time, 1 to 1,000
 * @param start from the launch of a server until it takes sessions
 * @param warmUp how much longer its sessions are left out of what the policy sees, and nothing is scaled in
 * @param evaluateEvery from one look of the policy to the next
 * @param scaleOutCooldown from one launch to the next at least
 * @param scaleInCooldown from the last launch or removal to a removal at least
 * @param serversFirst that run, ready and warm, when the curve begins; a fixed fleet begins with its own number
 * @param serversMin that are never gone below, 1 or more
 * @param serversMax that are never gone above
 * @param waitMax how long one waits for a slot before the refusal
 * @param drains true if surplus servers with sessions take no more of them and go when the last has ended; false if only those
 *     go that are empty by themselves
 */
public record FleetModel(
        int capacity,
        Duration start,
        Duration warmUp,
        Duration evaluateEvery,
        Duration scaleOutCooldown,
        Duration scaleInCooldown,
        int serversFirst,
        int serversMin,
        int serversMax,
        Duration waitMax,
        boolean drains) {
    /** The most sessions of one server. */
    public static final int CAPACITY_MAX = 1000;

    /** The most servers of a fleet. */
    public static final int SERVERS_MAX = 10_000;

    private static final Duration LONGEST = Duration.ofDays(1);

    public FleetModel {
        if (capacity < 1 || capacity > CAPACITY_MAX) {
            throw new IllegalArgumentException("capacity: 1 to " + CAPACITY_MAX + " sessions, not " + capacity);
        }
        if (serversMin < 1 || serversMax < serversMin || serversMax > SERVERS_MAX) {
            throw new IllegalArgumentException(
                    "servers: 1 <= min <= max <= " + SERVERS_MAX + ", not " + serversMin + " and " + serversMax);
        }
        if (serversFirst < serversMin || serversFirst > serversMax) {
            throw new IllegalArgumentException(
                    "servers at first: " + serversMin + " to " + serversMax + ", not " + serversFirst);
        }
        if (!evaluateEvery.isPositive()) {
            throw new IllegalArgumentException("a policy looks now and then, not every " + evaluateEvery);
        }
        notNegative("evaluate", evaluateEvery);
        notNegative("start", start);
        notNegative("warm-up", warmUp);
        notNegative("scale-out cool-down", scaleOutCooldown);
        notNegative("scale-in cool-down", scaleInCooldown);
        notNegative("wait", waitMax);
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + ": 0 to one day, not " + value);
        }
    }
}
