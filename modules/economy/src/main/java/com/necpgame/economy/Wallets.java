package com.necpgame.economy;

import com.necpgame.contracts.PlayerId;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What players have, and who can be paid: a player whom the economy has seen has a wallet. */
@Singleton
final class Wallets {
    private final Transactions transactions;
    private final LedgerTable table;
    private final Currencies currencies;
    private final Clock clock;

    Wallets(Transactions transactions, LedgerTable table, Currencies currencies, Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.currencies = currencies;
        this.clock = clock;
    }

    /** One balance for every currency of the game, by its id; opens the wallet of a player who comes for the first time. */
    List<Balance> balances(PlayerId player) {
        var stored = table.balances(player.value());
        if (stored.isEmpty()) {
            open(player);
        }
        var byCurrency = stored.stream().collect(Collectors.toMap(Balance::currency, Function.identity()));
        return currencies.all().stream()
                .map(Currency::id)
                .map(id -> byCurrency.getOrDefault(id, new Balance(player.value(), id, 0, 0)))
                .sorted(Comparator.comparing(Balance::currency))
                .toList();
    }

    /** Idempotent; keeps what is there, and adds the currencies that the game has gained since. */
    void open(PlayerId player) {
        if (!table.isOpen(player.value())) {
            var writes = new ArrayList<Write>();
            writes.add(
                    table.open(new WalletOpened(player.value(), clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                            .otherwise(AlreadyOpen::new));
            writes.addAll(zeros(player));
            try {
                transactions.commit(writes);
            } catch (AlreadyOpen e) {
                // Somebody opened it between the look and the commit: all is as it should be.
            }
        }
    }

    /** @return whether the player can be paid in this currency now, and could not before */
    boolean addCurrency(PlayerId player, String currency) {
        if (!table.isOpen(player.value())
                || table.balances(player.value()).stream()
                        .anyMatch(b -> b.currency().equals(currency))) {
            return false;
        }
        transactions.commit(table.zero(player.value(), currency));
        return true;
    }

    private List<Write> zeros(PlayerId player) {
        return currencies.all().stream()
                .map(currency -> table.zero(player.value(), currency.id()))
                .toList();
    }

    private static final class AlreadyOpen extends RuntimeException {
        AlreadyOpen() {
            super("already open", null, false, false);
        }
    }
}
