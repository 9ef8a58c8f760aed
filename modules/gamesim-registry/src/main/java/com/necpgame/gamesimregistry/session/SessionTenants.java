package com.necpgame.gamesimregistry.session;

import com.necpgame.contracts.gamesimregistry.GameSessionState;
import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.gamesimregistry.fleet.Tenants;
import com.necpgame.platform.runtime.transaction.Replanning;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/** The sessions are what holds the slots of servers. */
@Singleton
final class SessionTenants implements Tenants {
    private static final String REASON = "server-lost";

    private final SessionTable table;
    private final Endings endings;
    private final Clock clock;
    private final Replanning replanning;

    SessionTenants(SessionTable table, Endings endings, Clock clock, RandomGenerator random, RegistryConfig config) {
        this.table = table;
        this.endings = endings;
        this.clock = clock;
        this.replanning = config.replanning(random);
    }

    @Override
    public List<Held> held(String simId, long epoch) {
        return table.sessions(hosted(simId, epoch)).stream()
                .filter(session -> !session.isOver())
                .map(session -> new Held(session.gameSimId(), session.state()))
                .toList();
    }

    @Override
    public void lose(String simId, long epoch) {
        hosted(simId, epoch).forEach(gameSimId -> replanning.until(() -> loseNow(gameSimId)));
    }

    private List<String> hosted(String simId, long epoch) {
        return table.hosted(simId, epoch, RegistryConfig.SESSIONS_LIMIT);
    }

    /** Whether it was lost by this call, and not over before. */
    private boolean loseNow(String gameSimId) {
        var session = table.session(gameSimId);
        if (session == null || session.isOver()) {
            return false;
        }
        endings.end(session, GameSessionState.LOST, Outcome.without(clock.instant(), REASON));
        return true;
    }
}
