package com.necpgame.gamesimregistry.session;

import static com.necpgame.contracts.gamesimregistry.GameSessionState.ALLOCATED;
import static com.necpgame.contracts.gamesimregistry.GameSessionState.ENDED;
import static com.necpgame.gamesimregistry.RegistryProblem.BAD_REPORT;
import static com.necpgame.gamesimregistry.RegistryProblem.EPOCH_OVER;
import static com.necpgame.gamesimregistry.RegistryProblem.NOT_ITS_SERVER;
import static com.necpgame.gamesimregistry.RegistryProblem.SERVER_NOT_FOUND;
import static com.necpgame.gamesimregistry.RegistryProblem.SESSION_NOT_FOUND;
import static com.necpgame.gamesimregistry.RegistryProblem.SESSION_OVER;

import com.necpgame.contracts.PlayerId;
import com.necpgame.contracts.gamesimregistry.PlayerResult;
import com.necpgame.gamesimregistry.Faults;
import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.gamesimregistry.fleet.Slots;
import com.necpgame.gamesimregistry.session.Listed.Stage;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.transaction.Replanning;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What servers tell of their sessions: that players came and left, what happened, and how it ended. */
@Singleton
final class Reports {
    private final SessionTable table;
    private final Slots slots;
    private final Endings endings;
    private final Transactions transactions;
    private final Clock clock;
    private final Replanning replanning;
    private final RegistryConfig config;
    private final SessionConfig limits;

    Reports(
            SessionTable table,
            Slots slots,
            Endings endings,
            Transactions transactions,
            Clock clock,
            RandomGenerator random,
            RegistryConfig config,
            SessionConfig limits) {
        this.table = table;
        this.slots = slots;
        this.endings = endings;
        this.transactions = transactions;
        this.clock = clock;
        this.replanning = config.replanning(random);
        this.config = config;
        this.limits = limits;
    }

    /** Which server says so. */
    record Sender(String simId, long epoch) {}

    /** That a player came, or left. */
    record Arrival(PlayerId playerId, SeatState state) {}

    /** @param state what the server says of the game; null where nothing is new */
    record News(
            long seq,
            List<Arrival> arrivals,
            List<GameEvent> events,
            @Nullable Map<String, String> state) {}

    /** @param replayed an update of this number, or a later one, had been applied before: nothing has changed */
    record Applied(long seq, boolean replayed) {}

    Applied update(String gameSimId, Sender sender, News news) {
        return replanning.until(() -> {
            var session = own(gameSimId, sender);
            if (session.isOver()) {
                throw SESSION_OVER.refuse();
            }
            if (news.seq() <= session.seq()) {
                return new Applied(session.seq(), true);
            }
            apply(session, news);
            return new Applied(news.seq(), false);
        });
    }

    private void apply(Session session, News news) {
        var now = clock.instant();
        var arrived = arrived(session, news.arrivals());
        var isClaimed = session.state() == ALLOCATED && arrived.seats().stream().anyMatch(Reports::isHere);
        var after = (isClaimed ? arrived.claimed() : arrived)
                .updated(
                        news.seq(),
                        news.state() == null ? session.progress() : news.state(),
                        news.events().size());
        var writes = new ArrayList<Write>();
        writes.add(table.replace(after));
        if (isClaimed) {
            writes.add(table.delete(Listed.of(session, Stage.UNCLAIMED)));
            writes.add(table.put(Listed.of(session, Stage.CLAIMED)));
        }
        var kept = kept(session, news.events());
        if (!kept.isEmpty()) {
            writes.add(table.insert(new Happenings(
                    session.gameSimId(),
                    news.seq(),
                    now,
                    kept,
                    now.plus(config.sessionKept()).getEpochSecond())));
        }
        transactions.commit(writes);
    }

    private static boolean isHere(Seat seat) {
        return seat.role() == SeatRole.PLAYER && seat.state() == SeatState.CONNECTED;
    }

    private Session arrived(Session session, List<Arrival> arrivals) {
        refuseStrangers(session, arrivals.stream().map(Arrival::playerId).toList(), "/players/");
        var after = session;
        for (var arrival : arrivals) {
            after = after.turning(arrival.playerId(), arrival.state(), clock.instant());
        }
        return after;
    }

    private static void refuseStrangers(Session session, List<PlayerId> players, String pointer) {
        var faults = new Faults();
        for (int i = 0; i < players.size(); i++) {
            faults.require(
                    session.seat(players.get(i)) != null,
                    pointer + i + "/playerId",
                    "one who had a seat in this session");
        }
        faults.refuse(BAD_REPORT);
    }

    /** The first of them, up to the bound. */
    private List<GameEvent> kept(Session session, List<GameEvent> events) {
        var room = Math.max(0, limits.eventsMax() - session.eventCount());
        return events.subList(0, Math.min(room, events.size()));
    }

    /**
     * How a session ended.
     *
     * @param fingerprint of the whole report: the same one again changes nothing, and is no error
     */
    record Closing(
            String reason,
            List<PlayerResult> results,
            @Nullable String checksum,
            String fingerprint) {}

    /** Ends a session; what it has become. */
    Session close(String gameSimId, Sender sender, Closing closing) {
        return replanning.until(() -> {
            var known = table.session(gameSimId);
            if (known != null && isReported(known, closing.fingerprint())) {
                return known;
            }
            var session = own(gameSimId, sender);
            if (session.isOver()) {
                throw SESSION_OVER.refuse("it is " + session.state());
            }
            refuseStrangers(
                    session,
                    closing.results().stream().map(PlayerResult::playerId).toList(),
                    "/results/");
            var how = new Outcome(
                    clock.instant(), closing.reason(), closing.results(), closing.checksum(), closing.fingerprint());
            endings.end(session, ENDED, how);
            return session.over(ENDED, how, how.at());
        });
    }

    private static boolean isReported(Session session, String fingerprint) {
        var outcome = session.outcome();
        return outcome != null && fingerprint.equals(outcome.fingerprint());
    }

    /** The session, if it runs on this server in its present epoch. */
    Session own(String gameSimId, Sender sender) {
        var server = slots.server(sender.simId());
        if (server == null) {
            throw SERVER_NOT_FOUND.refuse(sender.simId());
        }
        if (server.epoch() != sender.epoch() || server.isOver()) {
            throw EPOCH_OVER.refuse();
        }
        var session = table.session(gameSimId);
        if (session == null || session.isForgotten(clock.instant())) {
            throw SESSION_NOT_FOUND.refuse();
        }
        if (!session.host().is(sender.simId())) {
            throw NOT_ITS_SERVER.refuse();
        }
        if (session.host().epoch() != sender.epoch()) {
            throw SESSION_OVER.refuse("it ran in an earlier epoch of this server");
        }
        return session;
    }
}
