package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.contracts.gamesimregistry.GamesimState.DRAINING;
import static com.necpgame.contracts.gamesimregistry.GamesimState.LOST;
import static com.necpgame.contracts.gamesimregistry.GamesimState.SHUTDOWN;
import static com.necpgame.contracts.gamesimregistry.GamesimState.UNHEALTHY;

import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.platform.runtime.recurring.Recurring;
import com.necpgame.platform.runtime.transaction.Replanning.Changed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices servers that have fallen silent and drains that are done, and finishes the endings that others left behind.
 * Any number of sweeps may run at once: of each move one wins.
 */
@Singleton
final class SilenceSweep implements Recurring {
    private static final Logger LOG = LoggerFactory.getLogger(SilenceSweep.class);

    private final FleetTable table;
    private final Fleet fleet;
    private final Endings endings;
    private final RegistryConfig config;
    private final Clock clock;
    private final Instant started;

    SilenceSweep(FleetTable table, Fleet fleet, Endings endings, RegistryConfig config, Clock clock) {
        this.table = table;
        this.fleet = fleet;
        this.endings = endings;
        this.config = config;
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    public Duration every() {
        return config.sweepEvery();
    }

    @Override
    public void run() {
        for (var shard : FleetTable.shards()) {
            table.eachServer(shard, server -> attempt(server.simId(), () -> judge(server)));
            for (var ending : table.endings(shard)) {
                attempt(ending.simId(), () -> finish(ending));
            }
        }
    }

    /** What goes wrong with one server must not keep the others waiting: the next sweep comes back to it. */
    private static void attempt(String simId, Runnable work) {
        try {
            work.run();
        } catch (Changed e) {
            LOG.debug("{} has changed since it was read", simId);
        } catch (RuntimeException e) {
            LOG.warn("{} is left to the next sweep", simId, e);
        }
    }

    private void judge(Gamesim server) {
        if (server.isOver()) {
            return;
        }
        var silence = silence(server);
        if (silence.compareTo(patience(server, config.missedMax())) >= 0) {
            fleet.end(server, LOST);
        } else if (server.state() == DRAINING) {
            if (isDrained(server)) {
                fleet.end(server, SHUTDOWN);
            }
        } else if (server.state() != UNHEALTHY && silence.compareTo(patience(server, 1)) >= 0) {
            fleet.suspect(server);
        }
    }

    /** While no registry ran no beat could arrive: a server's silence counts from this one's start. */
    private Duration silence(Gamesim server) {
        var since = server.beatAt().isAfter(started) ? server.beatAt() : started;
        return Duration.between(since, clock.instant());
    }

    private Duration patience(Gamesim server, int beats) {
        return server.heartbeat().multipliedBy(beats).plus(config.heartbeatGrace());
    }

    private boolean isDrained(Gamesim server) {
        return server.used() == 0
                || (server.drainAt() != null && !clock.instant().isBefore(server.drainAt()));
    }

    /** One that has just begun is in the hands of whoever began it. */
    private void finish(Ending ending) {
        if (!clock.instant().isBefore(ending.at().plus(config.sweepEvery()))) {
            endings.finish(ending);
        }
    }
}
