package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.gamesimregistry.RegistryProblem.BAD_CHANNEL;
import static com.necpgame.platform.runtime.problem.PlatformProblem.VERSION_OUTDATED;

import com.necpgame.gamesimregistry.Faults;
import com.necpgame.platform.runtime.transaction.Transactions;
import com.necpgame.platform.runtime.version.IfMatch;
import jakarta.inject.Singleton;
import java.util.Map;

/** Keeps the channels. */
@Singleton
final class Channels {
    private final FleetTable table;
    private final FleetView view;
    private final Transactions transactions;

    Channels(FleetTable table, FleetView view, Transactions transactions) {
        this.table = table;
        this.view = view;
        this.transactions = transactions;
    }

    Channel get(String name) {
        new Faults().word(name, "channel").refuse(BAD_CHANNEL);
        var found = table.channel(name);
        return found == null ? Channel.unset(name) : found;
    }

    Channel put(String name, IfMatch expected, Map<String, Integer> weights) {
        var seen = get(name);
        expected.require(seen.tag());
        var next = seen.with(weights);
        transactions.commit(
                (seen.version() == 0 ? table.insert(next.stored()) : table.replace(next)).otherwise(VERSION_OUTDATED));
        view.refresh();
        return next.stored();
    }
}
