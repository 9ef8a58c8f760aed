package com.necpgame.gamesimregistry.fleet;

import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Sees to it that the sessions of an epoch that is over are lost, whoever dies meanwhile. */
@Singleton
final class Endings {
    private final FleetTable table;
    private final Tenants tenants;
    private final Transactions transactions;

    Endings(FleetTable table, Tenants tenants, Transactions transactions) {
        this.table = table;
        this.tenants = tenants;
        this.transactions = transactions;
    }

    /** The line of the transaction that ends the epoch, by which the rest can be found. */
    Write begin(Gamesim server, Instant now) {
        return table.begin(Ending.of(server, now));
    }

    /** The rest, once that is committed. */
    void finish(Gamesim server, Instant now) {
        finish(Ending.of(server, now));
    }

    void finish(Ending ending) {
        tenants.lose(ending.simId(), ending.epoch());
        transactions.commit(table.finish(ending));
    }
}
