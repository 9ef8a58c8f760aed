package com.necpgame.platform.runtime.event;

import com.necpgame.platform.data.Items;
import com.necpgame.platform.runtime.store.Leases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One shard of one module's outbox: its events leave from the head, a page at a time. */
final class ShardRelay {
    private static final Logger LOG = LoggerFactory.getLogger(ShardRelay.class);

    private final String module;
    private final String shard;
    private final Items<EventEnvelope> rows;
    private final Outboxes outboxes;
    private final Leases leases;
    private final EventConfig config;
    private final Clock clock;
    private final Semaphore hints = new Semaphore(0);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Instant leasedUntil = Instant.MIN;
    private Instant lookedAt = Instant.MIN;
    private @Nullable Thread thread;

    ShardRelay(
            String module,
            String shard,
            Items<EventEnvelope> rows,
            Outboxes outboxes,
            Leases leases,
            EventConfig config,
            Clock clock) {
        this.module = module;
        this.shard = shard;
        this.rows = rows;
        this.outboxes = outboxes;
        this.leases = leases;
        this.config = config;
        this.clock = clock;
    }

    void start() {
        thread = Thread.ofVirtual().name("relay-" + module + "-" + shard).start(this::run);
    }

    void wake() {
        hints.release();
    }

    void stop() {
        stopped.countDown();
        wake();
    }

    void await(Duration limit) {
        if (thread == null) {
            return;
        }
        try {
            if (!thread.join(limit)) {
                LOG.warn(
                        "The relay of {}/{} did not stop within {}; its events stay in the outbox",
                        module,
                        shard,
                        limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isStopped()) {
            try {
                while (!isStopped() && holdsLease() && drainPage()) {
                    // until the shard is empty
                }
            } catch (RuntimeException e) {
                outboxes.failed();
                LOG.warn("The relay of {}/{} failed and tries again", module, shard, e);
            }
            awaitHint();
        }
    }

    private void awaitHint() {
        try {
            if (hints.tryAcquire(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
                gather();
                hints.drainPermits();
            }
        } catch (InterruptedException e) {
            stopped.countDown();
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Events of a busy shard gather for the next look; after a pause there is nothing to wait for. */
    private void gather() throws InterruptedException {
        var gather = config.gatherTime();
        var left = gather.minus(Duration.between(lookedAt, clock.instant()));
        // A clock that was set back must not keep the events.
        var nanos = Math.min(gather.toNanos(), left.isNegative() ? 0 : left.toNanos());
        if (stopped.await(nanos, TimeUnit.NANOSECONDS)) {
            LOG.debug("The relay of {}/{} stops while events gather", module, shard);
        }
    }

    private boolean holdsLease() {
        var now = clock.instant();
        var renewAt = leasedUntil.equals(Instant.MIN)
                ? now
                : leasedUntil.minus(config.leaseTime().dividedBy(2));
        if (now.isBefore(renewAt)) {
            return true;
        }
        var holds = leases.hold(module, "relay-" + shard, config.leaseTime());
        leasedUntil = holds ? now.plus(config.leaseTime()) : Instant.MIN;
        return holds;
    }

    /** @return whether there may be more */
    private boolean drainPage() {
        lookedAt = clock.instant();
        var page = rows.query(shard).limit(config.pageSize()).list();
        if (page.isEmpty()) {
            return false;
        }
        var failure = outboxes.relay(module, page).failure();
        if (failure != null) {
            throw failure;
        }
        return page.size() == config.pageSize();
    }
}
