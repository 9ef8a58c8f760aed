package com.necpgame.gamesimregistry.session;

import static com.necpgame.gamesimregistry.RegistryProblem.TOO_MANY_SESSIONS;

import com.necpgame.contracts.PlayerId;
import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.platform.data.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Which sessions players are in, and how many they may be in. */
@Singleton
final class Memberships {
    private final SessionTable table;
    private final Clock clock;
    private final RegistryConfig config;

    Memberships(SessionTable table, Clock clock, RegistryConfig config) {
        this.table = table;
        this.clock = clock;
        this.config = config;
    }

    /** The lines of a transaction that takes these players into a session. */
    List<Write> enter(List<PlayerId> players, String gameSimId) {
        return players.stream()
                .map(table::of)
                .filter(row -> !row.gameSimIds().contains(gameSimId))
                .map(row -> table.store(row, roomy(row).with(gameSimId)))
                .toList();
    }

    /** With a place for one more: what is over is forgotten when its place is needed. */
    private PlayerSessions roomy(PlayerSessions row) {
        var max = config.sessionsPerPlayerMax();
        if (row.gameSimIds().size() < max) {
            return row;
        }
        var running = running(row).stream().map(Session::gameSimId).toList();
        if (running.size() >= max) {
            throw TOO_MANY_SESSIONS.refuse(row.playerId() + " is in " + running.size());
        }
        return row.only(running);
    }

    /** The sessions that go on and in which the player has a seat. */
    List<Session> running(PlayerId player) {
        return running(table.of(player));
    }

    private List<Session> running(PlayerSessions row) {
        var now = clock.instant();
        return table.sessions(row.gameSimIds()).stream()
                .filter(session -> !session.isClosed(now) && session.holds(row.playerId(), now))
                .toList();
    }
}
