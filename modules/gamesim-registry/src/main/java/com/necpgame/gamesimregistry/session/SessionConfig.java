package com.necpgame.gamesimregistry.session;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What sessions may cost, and how their line moves. Times that players meet are the registry's own.
 *
 * @param spectatorsMax how many may watch one session
 * @param eventsMax how many events of one session are kept; later ones are counted, and dropped
 * @param backfillTtl how long a backfill token is good, while its session lives
 * @param sweepEvery how often sessions that nobody has claimed are looked for
 * @param queueMax how many requests may wait for a slot at once
 * @param waiterLease a request that has not been heard of for so long waits no more: its process has died
 * @param pollEvery how often a request that waits looks for a slot, where nobody wakes it
 */
@Context
@ConfigurationProperties("necpgame.gamesim-registry.session")
record SessionConfig(
        @Bindable(defaultValue = "16") int spectatorsMax,
        @Bindable(defaultValue = "1000") int eventsMax,
        @Bindable(defaultValue = "5m") Duration backfillTtl,
        @Bindable(defaultValue = "5s") Duration sweepEvery,
        @Bindable(defaultValue = "500") int queueMax,
        @Bindable(defaultValue = "3s") Duration waiterLease,
        @Bindable(defaultValue = "100ms") Duration pollEvery) {
    /** The line is read as one list. */
    static final int QUEUE_LIMIT = 1000;

    private static final String PREFIX = "necpgame.gamesim-registry.session.";

    SessionConfig {
        if (spectatorsMax < 0 || spectatorsMax > 100) {
            throw new IllegalArgumentException(PREFIX + "spectators-max must be 0 to 100");
        }
        if (eventsMax < 0 || eventsMax > 100_000) {
            throw new IllegalArgumentException(PREFIX + "events-max must be 0 to 100000");
        }
        if (!backfillTtl.isPositive() || !sweepEvery.isPositive()) {
            throw new IllegalArgumentException(PREFIX + "backfill-ttl and sweep-every must be positive");
        }
        if (queueMax < 0 || queueMax > QUEUE_LIMIT) {
            throw new IllegalArgumentException(PREFIX + "queue-max must be 0 to " + QUEUE_LIMIT);
        }
        if (!pollEvery.isPositive() || waiterLease.compareTo(pollEvery.multipliedBy(4)) < 0) {
            throw new IllegalArgumentException(PREFIX + "waiter-lease must be four times poll-every or more");
        }
    }
}
