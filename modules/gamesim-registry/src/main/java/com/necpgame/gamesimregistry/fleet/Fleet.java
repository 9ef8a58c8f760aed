package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.contracts.gamesimregistry.GamesimState.DRAINING;
import static com.necpgame.contracts.gamesimregistry.GamesimState.LOST;
import static com.necpgame.contracts.gamesimregistry.GamesimState.SHUTDOWN;
import static com.necpgame.gamesimregistry.RegistryProblem.EPOCH_OVER;
import static com.necpgame.gamesimregistry.RegistryProblem.FLEET_FULL;
import static com.necpgame.gamesimregistry.RegistryProblem.SERVER_NOT_FOUND;
import static java.util.stream.Collectors.toSet;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.gamesimregistry.fleet.Tenants.Held;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.Ids;
import com.necpgame.platform.runtime.event.Outbox;
import com.necpgame.platform.runtime.transaction.Idempotency;
import com.necpgame.platform.runtime.transaction.Replanning;
import com.necpgame.platform.runtime.transaction.Replanning.Changed;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What becomes of game servers: each change of state is one transaction that also tells of it. */
@Singleton
final class Fleet {
    private final FleetTable table;
    private final FleetView view;
    private final Endings endings;
    private final Tenants tenants;
    private final Transactions transactions;
    private final Replanning replanning;
    private final Outbox outbox;
    private final FleetMeters meters;
    private final RegistryConfig config;
    private final Ids ids;
    private final Clock clock;

    Fleet(
            FleetTable table,
            FleetView view,
            Endings endings,
            Tenants tenants,
            Transactions transactions,
            Outbox outbox,
            FleetMeters meters,
            RegistryConfig config,
            RandomGenerator random,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.view = view;
        this.endings = endings;
        this.tenants = tenants;
        this.transactions = transactions;
        this.replanning = config.replanning(random);
        this.outbox = outbox;
        this.meters = meters;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** A server, if its row is still kept. */
    Gamesim get(String simId) {
        var found = table.server(simId);
        if (found == null) {
            throw SERVER_NOT_FOUND.refuse(simId);
        }
        return found;
    }

    /**
     * Registers a server: under a new epoch where the simId is of an earlier registration, whose sessions are then lost,
     * and else under an id of ours.
     */
    <A> A register(Idempotency once, @Nullable String simId, Offer offer, Function<Gamesim, A> answer) {
        return once.attempt(() -> replanning.until(() -> {
            var seen = simId == null ? null : table.server(simId);
            return seen == null ? enter(once, offer, answer) : enterAgain(once, seen, offer, answer);
        }));
    }

    private <A> A enter(Idempotency once, Offer offer, Function<Gamesim, A> answer) {
        refuseIfFull();
        var server = Gamesim.first(ids.next("sim"), offer, now());
        var told = answer.apply(server);
        commit(List.of(once.answer(told), table.insert(server), told(server, null)), server, null);
        return told;
    }

    private void refuseIfFull() {
        if (view.servers().size() >= config.serversMax()) {
            view.refresh();
            if (view.servers().size() >= config.serversMax()) {
                throw FLEET_FULL.refuse("at most " + config.serversMax());
            }
        }
    }

    private <A> A enterAgain(Idempotency once, Gamesim seen, Offer offer, Function<Gamesim, A> answer) {
        var now = now();
        var server = seen.again(offer, now);
        var told = answer.apply(server);
        var writes = new ArrayList<Write>();
        writes.add(once.answer(told));
        writes.add(table.register(seen, server).otherwise(Changed::new));
        if (!seen.isOver()) {
            writes.add(endings.begin(seen, now));
            writes.add(told(seen.in(LOST), seen.state()));
        }
        writes.add(told(server, null));
        commit(writes, server, null);
        if (!seen.isOver()) {
            meters.moved(seen.state(), LOST);
            endings.finish(seen, now);
        }
        return told;
    }

    /**
     * What a server is told that has beaten.
     *
     * @param held the sessions that it should run
     */
    record Beaten(Gamesim server, List<Held> held) {}

    /** Notes that a server is alive, and what it says of itself. */
    Beaten beat(String simId, Beat beat) {
        var server = note(simId, beat);
        var held = tenants.held(simId, beat.epoch());
        var known = held.stream().map(Held::gameSimId).collect(toSet());
        meters.strays(beat.sessions().stream()
                .filter(session -> !known.contains(session))
                .count());
        return new Beaten(server, held);
    }

    private Gamesim note(String simId, Beat beat) {
        return replanning.until(() -> {
            var seen = living(simId, beat.epoch());
            var beaten = seen.beaten(beat.after(seen), beat.playable(), beat.pulse(), now());
            if (beaten.state() == seen.state()) {
                transactions.commit(table.beat(seen, beaten).otherwise(Changed::new));
                if (beaten.playable() != seen.playable()) {
                    view.note(beaten);
                }
            } else {
                Moves.require(seen.state(), beaten.state());
                commit(
                        List.of(table.beatAndMove(seen, beaten).otherwise(Changed::new), told(beaten, seen.state())),
                        beaten,
                        seen.state());
            }
            return beaten;
        });
    }

    /**
     * Sends a server no more sessions; what is left when the deadline has passed is lost. Of several deadlines the
     * earliest holds.
     *
     * @param epoch the server's, where it asks for itself; null where an operator does
     */
    Gamesim drain(String simId, @Nullable Long epoch, Duration deadline) {
        return replanning.until(() -> {
            var seen = epoch == null ? get(simId) : living(simId, epoch);
            var at = now().plus(deadline);
            if (seen.state() == DRAINING) {
                return seen.drainAt() != null && seen.drainAt().isBefore(at) ? seen : hasten(seen, at);
            }
            Moves.require(seen.state(), DRAINING);
            var draining = seen.draining(at);
            commit(
                    List.of(table.drain(seen, at).otherwise(Changed::new), told(draining, seen.state())),
                    draining,
                    seen.state());
            return draining;
        });
    }

    private Gamesim hasten(Gamesim seen, Instant at) {
        transactions.commit(table.drain(seen, at).otherwise(Changed::new));
        return seen.draining(at);
    }

    /** A server says goodbye. Its sessions are lost. */
    Gamesim shutdown(String simId, long epoch) {
        return replanning.until(() -> end(living(simId, epoch), SHUTDOWN));
    }

    /** Ends the epoch and with it its sessions. */
    Gamesim end(Gamesim seen, GamesimState last) {
        Moves.require(seen.state(), last);
        var now = now();
        var exp = now.plus(config.endedKept());
        var write = last == LOST ? table.lose(seen, exp) : table.end(seen, last, exp);
        var ended = seen.in(last);
        commit(
                List.of(write.otherwise(Changed::new), endings.begin(seen, now), told(ended, seen.state())),
                ended,
                seen.state());
        endings.finish(seen, now);
        return ended;
    }

    /** Sends a silent server no more sessions until it beats again. */
    void suspect(Gamesim seen) {
        Moves.require(seen.state(), GamesimState.UNHEALTHY);
        var suspected = seen.in(GamesimState.UNHEALTHY);
        commit(
                List.of(table.unhealthy(seen).otherwise(Changed::new), told(suspected, seen.state())),
                suspected,
                seen.state());
    }

    /** The server in this epoch, which must go on. */
    private Gamesim living(String simId, long epoch) {
        var found = get(simId);
        if (found.epoch() != epoch || found.isOver()) {
            throw EPOCH_OVER.refuse("epoch " + epoch + " of " + simId);
        }
        return found;
    }

    private void commit(List<Write> writes, Gamesim after, @Nullable GamesimState from) {
        transactions.commit(writes);
        view.note(after);
        if (from != after.state()) {
            meters.moved(from, after.state());
        }
    }

    private Write told(Gamesim moved, @Nullable GamesimState from) {
        return outbox.put(moved.moved(from), moved.moves());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
