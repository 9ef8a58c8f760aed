package com.necpgame.gamesimregistry.session;

import static com.necpgame.gamesimregistry.RegistryProblem.NO_CAPACITY;
import static com.necpgame.gamesimregistry.RegistryProblem.SESSION_NOT_FOUND;
import static com.necpgame.platform.runtime.problem.PlatformProblem.CONTENDED;
import static com.necpgame.platform.runtime.problem.PlatformProblem.IDEMPOTENCY_KEY_REUSED;

import com.necpgame.contracts.PlayerId;
import com.necpgame.gamesimregistry.fleet.Gamesim;
import com.necpgame.gamesimregistry.fleet.Placement;
import com.necpgame.platform.runtime.problem.Refusal;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives sessions slots of servers. Who asks twice under one allocation id gets one session; who comes while others wait waits
 * behind them; and nobody is refused who has not seen, at the end of their wait, that no server that fits has a slot.
 */
@Singleton
final class Allocations {
    /** A lost race means that another has won one: nobody loses so many in a row. */
    private static final int RACES_MAX = 1000;

    /** Before a request is refused, beside the one by which it has just found none. */
    private static final int LAST_READINGS = 3;

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final SessionTable table;
    private final Openings openings;
    private final Placement placement;
    private final WaitingLine line;
    private final Joins joins;
    private final Clock clock;

    Allocations(
            SessionTable table, Openings openings, Placement placement, WaitingLine line, Joins joins, Clock clock) {
        this.table = table;
        this.openings = openings;
        this.placement = placement;
        this.line = line;
        this.joins = joins;
        this.clock = clock;
    }

    /** A session, and how long it was waited for. */
    record Allocated(Session session, Duration queued) {}

    Allocated allocate(Making making) {
        var asked = clock.instant();
        var session = once(making, asked.plus(making.patience()));
        return new Allocated(session, Duration.between(asked, clock.instant()));
    }

    /** A session that was made before may have let the seats of its players go: they get them again. */
    Session seated(Session session, List<PlayerId> players) {
        var now = clock.instant();
        var isSeated = players.stream().allMatch(player -> session.holds(player, now));
        return isSeated || session.isClosed(now) ? session : joins.invited(session.gameSimId(), players);
    }

    private Session same(Making making, Allocation known) {
        if (!known.fingerprint().equals(making.fingerprint())) {
            throw IDEMPOTENCY_KEY_REUSED.refuse();
        }
        var session = table.session(known.gameSimId());
        if (session == null) {
            throw SESSION_NOT_FOUND.refuse("it was made, and is forgotten");
        }
        return session;
    }

    /**
     * Whether it was asked before is looked up only where that is not told by the transaction: where it would be refused, or
     * wait. What was allocated stays so, though it would be refused now.
     */
    private Session once(Making making, Instant deadline) {
        var turn = new Turn(making, deadline);
        try {
            return turn.take();
        } catch (Openings.Repeated e) {
            return same(making, e.known());
        } catch (Refusal e) {
            var known = known(making);
            if (known == null) {
                throw e;
            }
            return same(making, known);
        } finally {
            turn.leave();
        }
    }

    private @Nullable Allocation known(Making making) {
        return table.allocation(making.caller(), making.allocationId());
    }

    /** One request on its way to a slot. */
    private final class Turn {
        private final Making making;
        private final Instant deadline;
        private @Nullable Waiter own;

        Turn(Making making, Instant deadline) {
            this.making = making;
            this.deadline = deadline;
        }

        Session take() {
            for (int races = 0; races < RACES_MAX; ) {
                var server = placement.choose(making.wish(), SessionConfig.QUEUE_LIMIT, () -> line.ahead(own));
                if (server == null) {
                    await();
                    continue;
                }
                var session = attempt(server);
                if (session != null) {
                    return session;
                }
                races++;
            }
            throw CONTENDED.refuse();
        }

        private @Nullable Session attempt(Gamesim server) {
            var session = openings.open(making, server, own);
            if (session != null) {
                own = null;
            }
            return session;
        }

        /** Goes to the end of the line, or stays in it; the deadline counts only when there is really no slot. */
        private void await() {
            var isLate = !clock.instant().isBefore(deadline);
            if (isLate && isFull()) {
                throw NO_CAPACITY.refuse().retryAfter(COME_BACK);
            }
            if (own != null) {
                line.pause();
                own = line.stay(own);
            } else if (line.isFull()) {
                throw NO_CAPACITY.refuse("too many wait already").retryAfter(COME_BACK);
            } else {
                refuseRepeated();
                own = line.enter(making.wish());
            }
        }

        private void refuseRepeated() {
            var known = known(making);
            if (known != null) {
                throw new Openings.Repeated(known);
            }
        }

        /**
         * A reading of the fleet is no snapshot: a slot that is freed on a server that was read, while one on a server that
         * was not yet is taken, is seen at neither. That it happens in each of several readings is what is left to chance.
         */
        private boolean isFull() {
            for (int readings = 0; readings < LAST_READINGS; readings++) {
                if (placement.choose(making.wish()) != null) {
                    return false;
                }
            }
            return true;
        }

        void leave() {
            if (own != null) {
                line.leave(own);
                own = null;
            }
        }
    }
}
