package com.necpgame.gamesimregistry.session;

import static com.necpgame.contracts.gamesimregistry.GameSessionState.ALLOCATED;
import static com.necpgame.gamesimregistry.RegistryProblem.BACKFILL_INVALID;
import static com.necpgame.gamesimregistry.RegistryProblem.PASSWORD_WRONG;
import static com.necpgame.gamesimregistry.RegistryProblem.SESSION_NOT_FOUND;
import static com.necpgame.gamesimregistry.RegistryProblem.SESSION_OVER;

import com.necpgame.contracts.PlayerId;
import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.transaction.Replanning;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Gives players seats in sessions that go on. Who has one keeps it, and needs nothing else to be let in again. */
@Singleton
final class Joins {
    /** Those who left and may be named in results, and those who are there. */
    private static final int SEATS_REMEMBERED_MAX = 512;

    private final SessionTable table;
    private final Memberships memberships;
    private final Passwords passwords;
    private final BackfillTokens backfills;
    private final Transactions transactions;
    private final Clock clock;
    private final Replanning replanning;
    private final RegistryConfig config;
    private final SessionConfig limits;

    Joins(
            SessionTable table,
            Memberships memberships,
            Passwords passwords,
            BackfillTokens backfills,
            Transactions transactions,
            Clock clock,
            RandomGenerator random,
            RegistryConfig config,
            SessionConfig limits) {
        this.table = table;
        this.memberships = memberships;
        this.passwords = passwords;
        this.backfills = backfills;
        this.transactions = transactions;
        this.clock = clock;
        this.replanning = config.replanning(random);
        this.config = config;
        this.limits = limits;
    }

    /** By its id, which those who have no seat in a private session cannot know. */
    Session byId(String gameSimId, PlayerId player, SeatRole role, @Nullable String password) {
        return seat(gameSimId, List.of(player), role, session -> {
            if (session.terms().isPrivate()) {
                throw SESSION_NOT_FOUND.refuse();
            }
            refuseWrong(password, session);
        });
    }

    Session byCode(String written, PlayerId player, @Nullable String password) {
        var code = JoinCode.read(written);
        var found = code == null ? null : table.code(code);
        if (found == null) {
            throw SESSION_NOT_FOUND.refuse("no session that goes on has this code");
        }
        return seat(found.gameSimId(), List.of(player), SeatRole.PLAYER, session -> refuseWrong(password, session));
    }

    /** All of the players, or none. */
    Session byBackfill(String token, List<PlayerId> players) {
        var facts = backfills.open(token);
        var session = table.session(facts.gameSimId());
        if (session == null
                || session.isClosed(clock.instant())
                || session.host().epoch() != facts.epoch()) {
            throw BACKFILL_INVALID.refuse();
        }
        return seat(facts.gameSimId(), players, SeatRole.PLAYER, ignored -> {});
    }

    /** By who made it, or by an operator: they need no password. */
    Session invited(String gameSimId, List<PlayerId> players) {
        return seat(gameSimId, players, SeatRole.PLAYER, ignored -> {});
    }

    private void refuseWrong(@Nullable String password, Session session) {
        var hash = session.terms().password();
        if (hash != null && (password == null || !passwords.matches(hash, password))) {
            throw PASSWORD_WRONG.refuse();
        }
    }

    /** @param admission refuses those who have no seat and may not have one */
    private Session seat(String gameSimId, List<PlayerId> players, SeatRole role, Consumer<Session> admission) {
        var admitted = new Admission(admission);
        return replanning.until(() -> {
            var now = clock.instant();
            var session = open(gameSimId, now);
            if (players.stream().anyMatch(player -> !session.holds(player, now))) {
                admitted.check(session);
            }
            var seated = session.seating(players, role, now, until(session, now), limits.spectatorsMax())
                    .remembering(SEATS_REMEMBERED_MAX, now);
            var writes = new ArrayList<Write>();
            writes.add(table.replace(seated));
            writes.addAll(memberships.enter(players, gameSimId));
            transactions.commit(writes);
            return seated;
        });
    }

    private Session open(String gameSimId, Instant now) {
        var session = table.session(gameSimId);
        if (session == null || session.isForgotten(now)) {
            throw SESSION_NOT_FOUND.refuse();
        }
        if (session.isClosed(now)) {
            throw SESSION_OVER.refuse();
        }
        return session;
    }

    /** No seat outlives a session that nobody claims. */
    private Instant until(Session session, Instant now) {
        var latest = now.plus(config.reservationTtl());
        return session.state() == ALLOCATED && session.claimBy().isBefore(latest) ? session.claimBy() : latest;
    }

    /** Checks once, however often the seat is planned: a password is dear to check, and does not change. */
    private static final class Admission {
        private final Consumer<Session> rule;
        private boolean passed;

        Admission(Consumer<Session> rule) {
            this.rule = rule;
        }

        void check(Session session) {
            if (!passed) {
                rule.accept(session);
                passed = true;
            }
        }
    }
}
