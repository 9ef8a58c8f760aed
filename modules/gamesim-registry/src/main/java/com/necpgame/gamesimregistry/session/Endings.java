package com.necpgame.gamesimregistry.session;

import static com.necpgame.contracts.gamesimregistry.GameSessionState.ALLOCATED;

import com.necpgame.contracts.gamesimregistry.GameSessionOver;
import com.necpgame.contracts.gamesimregistry.GameSessionState;
import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.gamesimregistry.fleet.Slots;
import com.necpgame.gamesimregistry.session.Listed.Stage;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.event.Outbox;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a session, in one transaction: its state, its server's slot, the rows that find it, and the event. The session's
 * row is replaced at the version that was seen, so that of all who would end it one does.
 */
@Singleton
final class Endings {
    private final SessionTable table;
    private final Slots slots;
    private final Transactions transactions;
    private final Outbox outbox;
    private final WaitingLine line;
    private final RegistryConfig config;

    Endings(
            SessionTable table,
            Slots slots,
            Transactions transactions,
            Outbox outbox,
            WaitingLine line,
            RegistryConfig config) {
        this.table = table;
        this.slots = slots;
        this.transactions = transactions;
        this.outbox = outbox;
        this.line = line;
        this.config = config;
    }

    /**
     * @param seen not over
     * @throws com.necpgame.platform.runtime.transaction.Replanning.Changed if the session or its server has changed since
     */
    void end(Session seen, GameSessionState to, Outcome how) {
        transactions.commit(lines(seen, to, how));
        line.wake();
    }

    private List<Write> lines(Session seen, GameSessionState to, Outcome how) {
        var host = seen.host();
        var over = seen.over(to, how, how.at().plus(config.sessionKept()));
        var writes = new ArrayList<Write>();
        writes.add(table.replace(over));
        writes.addAll(slots.vacate(host.simId(), host.epoch()));
        writes.add(table.delete(new Hosted(host.simId(), host.epoch(), seen.gameSimId())));
        writes.add(table.delete(Listed.of(seen, stage(seen))));
        writes.add(table.delete(new JoinCode(seen.joinCode(), seen.gameSimId())));
        writes.add(outbox.put(
                new GameSessionOver(seen.gameSimId(), host.simId(), to, how.reason(), how.results()),
                seen.version() + 1));
        return writes;
    }

    private static Stage stage(Session session) {
        return session.state() == ALLOCATED ? Stage.UNCLAIMED : Stage.CLAIMED;
    }
}
