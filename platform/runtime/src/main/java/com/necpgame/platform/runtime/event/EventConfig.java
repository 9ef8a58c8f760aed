package com.necpgame.platform.runtime.event;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How events travel.
 *
 * @param shards how many partitions a module's outbox has; may be raised, never lowered while events wait
 * @param pageSize how many events a relay takes from the head of a shard at once
 * @param pollInterval how often a relay looks at a shard that nobody told it of
 * @param gatherTime how long events of a busy shard may gather between two looks at it, so that one reading carries many
 * @param leaseTime how long one relay owns a shard without renewing
 * @param triesMax how often an event is offered to a listener before it becomes a dead letter
 * @param backoffBase the bound of the first wait between two tries; doubles with each
 * @param backoffMax the longest bound of a wait between two tries
 * @param seenKept how long a listener remembers which events it has handled
 * @param busName the EventBridge bus that the slices publish on; the one JVM has a bus of its own, and needs none
 */
@Context
@ConfigurationProperties("necpgame.events")
record EventConfig(
        @Bindable(defaultValue = "4") int shards,
        @Bindable(defaultValue = "25") int pageSize,
        @Bindable(defaultValue = "1s") Duration pollInterval,
        @Bindable(defaultValue = "10ms") Duration gatherTime,
        @Bindable(defaultValue = "15s") Duration leaseTime,
        @Bindable(defaultValue = "5") int triesMax,
        @Bindable(defaultValue = "50ms") Duration backoffBase,
        @Bindable(defaultValue = "2s") Duration backoffMax,
        @Bindable(defaultValue = "14d") Duration seenKept,
        @Nullable String busName) {
    static final int SHARDS_MAX = 64;

    EventConfig {
        if (shards < 1 || shards > SHARDS_MAX) {
            throw new IllegalArgumentException("necpgame.events.shards must be 1 to " + SHARDS_MAX);
        }
        if (pageSize < 1 || pageSize > 100) {
            throw new IllegalArgumentException("necpgame.events.page-size must be 1 to 100");
        }
        if (gatherTime.isNegative() || gatherTime.compareTo(pollInterval) > 0) {
            throw new IllegalArgumentException("necpgame.events.gather-time must be 0 to poll-interval");
        }
        if (!pollInterval.isPositive() || leaseTime.compareTo(pollInterval.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException("necpgame.events.lease-time must be three poll-intervals or more");
        }
        if (triesMax < 1 || triesMax > 20) {
            throw new IllegalArgumentException("necpgame.events.tries-max must be 1 to 20");
        }
        if (!backoffBase.isPositive() || backoffMax.compareTo(backoffBase) < 0) {
            throw new IllegalArgumentException("necpgame.events.backoff-max must not be below backoff-base");
        }
        if (seenKept.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("necpgame.events.seen-kept must be a day or more");
        }
    }
}
