package com.necpgame.gamesimregistry.session;

import static com.necpgame.contracts.gamesimregistry.GameSessionState.ALLOCATED;

import com.necpgame.contracts.gamesimregistry.GameSessionStarted;
import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.gamesimregistry.fleet.Gamesim;
import com.necpgame.gamesimregistry.fleet.Placement;
import com.necpgame.gamesimregistry.fleet.Slots;
import com.necpgame.gamesimregistry.session.Listed.Stage;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.Ids;
import com.necpgame.platform.runtime.event.Outbox;
import com.necpgame.platform.runtime.transaction.Replanning;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The beginning of a session, in one transaction: its server's slot, its players' seats, the rows that find it, and the event. */
@Singleton
final class Openings {
    private final SessionTable table;
    private final Memberships memberships;
    private final Slots slots;
    private final Placement placement;
    private final WaitingLine line;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Ids ids;
    private final RandomGenerator random;
    private final Clock clock;
    private final RegistryConfig config;

    Openings(
            SessionTable table,
            Memberships memberships,
            Slots slots,
            Placement placement,
            WaitingLine line,
            Transactions transactions,
            Outbox outbox,
            Ids ids,
            RandomGenerator random,
            Clock clock,
            RegistryConfig config) {
        this.table = table;
        this.memberships = memberships;
        this.slots = slots;
        this.placement = placement;
        this.line = line;
        this.transactions = transactions;
        this.outbox = outbox;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
        this.config = config;
    }

    /** That the same was asked before, and became this. */
    static final class Repeated extends RuntimeException {
        private final transient Allocation known;

        Repeated(Allocation known) {
            super("allocated before", null, false, false);
            this.known = known;
        }

        Allocation known() {
            return known;
        }
    }

    /**
     * @param waiter who leaves the line with it, if anybody
     * @return null if the server is no more as it was seen
     * @throws Repeated if there is a session of this allocation id
     */
    @Nullable
    Session open(Making making, Gamesim server, @Nullable Waiter waiter) {
        if (!placement.occupied(server)) {
            return null;
        }
        try {
            return commit(making, server, waiter);
        } catch (Replanning.Changed e) {
            placement.missed(server);
            return null;
        } catch (RuntimeException e) {
            placement.missed(server);
            throw e;
        }
    }

    private Session commit(Making making, Gamesim server, @Nullable Waiter waiter) {
        var session = draft(making, server, clock.instant());
        var writes = new ArrayList<Write>();
        writes.add(allocation(making, session));
        writes.addAll(memberships.enter(making.players(), session.gameSimId()));
        writes.addAll(slots.occupy(server));
        writes.add(table.insert(new JoinCode(session.joinCode(), session.gameSimId()))
                .otherwise(Replanning.Changed::new));
        writes.add(table.insert(session));
        writes.add(table.insert(new Hosted(server.simId(), server.epoch(), session.gameSimId())));
        writes.add(table.put(Listed.of(session, Stage.UNCLAIMED)));
        if (waiter != null) {
            writes.add(line.gone(waiter));
        }
        writes.add(outbox.put(started(session, making), session.version()));
        transactions.commit(writes);
        return session;
    }

    private Write allocation(Making making, Session session) {
        var row = new Allocation(
                making.caller(),
                making.allocationId(),
                making.fingerprint(),
                session.gameSimId(),
                session.createdAt().plus(config.sessionKept()).getEpochSecond());
        return table.insert(row).otherwise(found -> new Repeated(found.as(Allocation.class)));
    }

    private Session draft(Making making, Gamesim server, Instant now) {
        var claimBy = now.plus(config.claimTtl());
        var empty = new Session(
                ids.next("ses"),
                ALLOCATED,
                Host.of(server),
                making.terms().on(server.offer().playersMax()),
                JoinCode.draw(random),
                random.nextLong(),
                List.of(),
                0,
                Map.of(),
                0,
                now,
                claimBy,
                null,
                null,
                1);
        return empty.seating(
                making.players(), SeatRole.PLAYER, now, earlier(now.plus(config.reservationTtl()), claimBy), 0);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static GameSessionStarted started(Session session, Making making) {
        var host = session.host();
        return new GameSessionStarted(
                session.gameSimId(),
                host.simId(),
                making.allocationId(),
                host.build(),
                host.region(),
                making.players());
    }
}
