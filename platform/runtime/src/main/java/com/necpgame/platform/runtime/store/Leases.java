package com.necpgame.platform.runtime.store;

import static com.necpgame.platform.data.Conditions.absent;
import static com.necpgame.platform.data.Conditions.any;
import static com.necpgame.platform.data.Conditions.eq;
import static com.necpgame.platform.data.Conditions.lessThan;

import com.necpgame.platform.data.Dynamo;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Work that one process at a time should do. A lease saves double work; it is no lock: a process that stalls past its
 * lease may overlap with the next, so the work itself must bear repetition.
 */
@Singleton
public final class Leases {
    private final Dynamo dynamo;
    private final Node node;
    private final Clock clock;

    Leases(Dynamo dynamo, Node node, Clock clock) {
        this.dynamo = dynamo;
        this.node = node;
        this.clock = clock;
    }

    /**
     * Takes or renews a lease.
     *
     * @return whether this process holds it, for the given time from now
     */
    public boolean hold(String table, String name, Duration time) {
        return take(table, name, time, true);
    }

    /**
     * Takes a lease that nobody holds, this process included: at most one taker in the given time.
     *
     * @return whether this call took it
     */
    public boolean take(String table, String name, Duration time) {
        return take(table, name, time, false);
    }

    private boolean take(String table, String name, Duration time, boolean renews) {
        var rows = dynamo.items(LeaseRow.class, table);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var free = any(absent(), lessThan("until", now));
        try {
            rows.write(rows.put(new LeaseRow(name, node.name(), now.plus(time)))
                    .when(renews ? any(free, eq("holder", node.name())) : free)
                    .otherwise(Held::new));
            return true;
        } catch (Held e) {
            return false;
        }
    }

    /** When the lease that somebody holds ends; the epoch if nobody ever held it. */
    public Instant until(String table, String name) {
        var row = dynamo.items(LeaseRow.class, table).get(name);
        return row == null ? Instant.EPOCH : row.until();
    }

    private static final class Held extends RuntimeException {
        Held() {
            super("held by another", null, false, false);
        }
    }
}
