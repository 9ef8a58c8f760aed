package com.necpgame.gamesimregistry.session;

import com.necpgame.contracts.gamesimregistry.GameSessionState;
import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.data.Position;
import com.necpgame.platform.runtime.recurring.Recurring;
import com.necpgame.platform.runtime.transaction.Replanning;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Frees the slots of sessions that nobody claimed in time. */
@Singleton
final class ClaimSweep implements Recurring {
    private static final String REASON = "not-claimed";

    private final SessionTable table;
    private final Endings endings;
    private final Clock clock;
    private final Replanning replanning;
    private final SessionConfig config;

    ClaimSweep(
            SessionTable table,
            Endings endings,
            Clock clock,
            RandomGenerator random,
            RegistryConfig registry,
            SessionConfig config) {
        this.table = table;
        this.endings = endings;
        this.clock = clock;
        this.replanning = registry.replanning(random);
        this.config = config;
    }

    @Override
    public Duration every() {
        return config.sweepEvery();
    }

    @Override
    public void run() {
        SessionTable.shards().forEach(this::sweep);
    }

    private void sweep(String shard) {
        var now = clock.instant();
        @Nullable Position from = null;
        do {
            var page = table.unclaimed(shard, now, new PageOf(PageOf.LIMIT_MAX, from));
            page.items().forEach(row -> replanning.until(() -> expire(row.gameSimId())));
            from = page.next();
        } while (from != null);
    }

    /** Whether it expired by this call. */
    private boolean expire(String gameSimId) {
        var now = clock.instant();
        var session = table.session(gameSimId);
        if (session == null || !session.isExpired(now)) {
            return false;
        }
        endings.end(session, GameSessionState.EXPIRED, Outcome.without(now, REASON));
        return true;
    }
}
