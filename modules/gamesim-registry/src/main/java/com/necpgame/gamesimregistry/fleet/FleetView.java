package com.necpgame.gamesimregistry.fleet;

import com.necpgame.gamesimregistry.RegistryConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of the fleet, so that the choice of a server costs no reads. It may be behind; nothing is
 * decided by it that a condition in the store does not decide again.
 */
@Singleton
final class FleetView {
    private static final int READINGS_APART = 10;

    private final FleetTable table;
    private final Clock clock;
    private final Duration kept;
    private final SharedReading<Seen> seen =
            new SharedReading<>(new Seen(Instant.MIN, Duration.ZERO, new ConcurrentHashMap<>(), Map.of()), this::read);
    private final ReentrantLock renewing = new ReentrantLock();

    /**
     * @param at when its reading began
     * @param took how long that lasted
     */
    private record Seen(
            Instant at, Duration took, ConcurrentHashMap<String, Gamesim> servers, Map<String, Channel> channels) {}

    FleetView(FleetTable table, RegistryConfig config, Clock clock) {
        this.table = table;
        this.clock = clock;
        this.kept = config.viewKept();
    }

    /** The servers whose epoch goes on. */
    Collection<Gamesim> servers() {
        refreshIfOld();
        return seen.last().servers().values();
    }

    @Nullable
    Channel channel(String name) {
        return seen.last().channels().get(name);
    }

    /**
     * Whether it was read so short a time ago that another reading would tell little for its price: a process spends at
     * most a tenth of its time on readings that nobody waits for, however large the fleet is.
     */
    boolean isFresh() {
        var known = seen.last();
        return clock.instant()
                .isBefore(known.at().plusNanos(READINGS_APART * known.took().toNanos()));
    }

    /** One caller reads, and the others go on with what is known, unless that is far too old. */
    private void refreshIfOld() {
        if (isOlderThan(kept.plus(kept))) {
            refresh();
        } else if (isOlderThan(kept) && renewing.tryLock()) {
            try {
                if (isOlderThan(kept)) {
                    refresh();
                }
            } finally {
                renewing.unlock();
            }
        }
    }

    private boolean isOlderThan(Duration age) {
        var now = clock.instant();
        var at = seen.last().at();
        // A clock that was set back must not keep the view for ever.
        return at.equals(Instant.MIN) || now.isBefore(at) || now.isAfter(at.plus(age));
    }

    /** Reads the fleet, consistently, beginning after this call. */
    void refresh() {
        seen.renew();
    }

    private Seen read() {
        var now = clock.instant();
        var servers = new ConcurrentHashMap<String, Gamesim>();
        for (var shard : FleetTable.shards()) {
            table.eachServer(shard, server -> note(servers, server));
        }
        var channels = new HashMap<String, Channel>();
        table.channels().forEach(channel -> channels.put(channel.name(), channel));
        return new Seen(now, Duration.between(now, clock.instant()), servers, Map.copyOf(channels));
    }

    /** Reads one server again. */
    void look(String simId) {
        var found = table.server(simId);
        if (found == null) {
            seen.last().servers().remove(simId);
        } else {
            note(found);
        }
    }

    /** What was just read or written. */
    void note(Gamesim server) {
        note(seen.last().servers(), server);
    }

    private static void note(Map<String, Gamesim> servers, Gamesim server) {
        if (server.isOver()) {
            servers.remove(server.simId());
        } else {
            servers.put(server.simId(), server);
        }
    }

    /** Counts a slot of it as taken. False if it is known otherwise by now. */
    boolean occupied(Gamesim server) {
        return seen.last().servers().replace(server.simId(), server, server.occupied());
    }
}
