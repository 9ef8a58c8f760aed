package com.necpgame.economy;

import static com.necpgame.economy.EconomyProblem.BALANCE_LIMIT;
import static com.necpgame.economy.EconomyProblem.INSUFFICIENT_FUNDS;
import static com.necpgame.economy.EconomyProblem.UNKNOWN_PLAYER;

import com.necpgame.contracts.PlayerId;
import com.necpgame.contracts.economy.CurrencyBurned;
import com.necpgame.contracts.economy.CurrencyGranted;
import com.necpgame.contracts.economy.TransferCompleted;
import com.necpgame.economy.Entry.Kind;
import com.necpgame.economy.SystemEntry.Account;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.event.Outbox;
import com.necpgame.platform.runtime.transaction.Idempotency;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;

/** Moves money. Every movement is one transaction with two sides; there is no other way to change a balance. */
@Singleton
final class Ledger {
    private final Transactions transactions;
    private final LedgerTable table;
    private final Sides sides;
    private final Wallets wallets;
    private final Currencies currencies;
    private final Outbox outbox;

    Ledger(
            Transactions transactions,
            LedgerTable table,
            Sides sides,
            Wallets wallets,
            Currencies currencies,
            Outbox outbox) {
        this.transactions = transactions;
        this.table = table;
        this.sides = sides;
        this.wallets = wallets;
        this.currencies = currencies;
        this.outbox = outbox;
    }

    Receipt.OfTransfer transfer(Idempotency once, Transfer transfer) {
        var money = transfer.money();
        var bound = currencies.balanceMax(money.currency());
        var move = sides.next("txn");
        var receipt = new Receipt.OfTransfer(
                move.id(), transfer.from(), transfer.to(), money.currency(), money.amount(), move.at());
        payingIn(
                transfer.to(),
                money.currency(),
                () -> transactions.commit(
                        once.answer(receipt),
                        table.debit(transfer.from().value(), money).otherwise(INSUFFICIENT_FUNDS),
                        credit(transfer.to(), money, bound),
                        move.out(
                                Kind.TRANSFER,
                                transfer.from(),
                                money,
                                transfer.to().value(),
                                null),
                        move.in(
                                Kind.TRANSFER,
                                transfer.to(),
                                money,
                                transfer.from().value(),
                                null),
                        outbox.put(new TransferCompleted(
                                move.id(), transfer.from(), transfer.to(), money.currency(), money.amount()))));
        return receipt;
    }

    /** Makes money, for a player whom the operator may name before they have come. */
    Receipt.OfCorrection grant(Idempotency once, PlayerId player, Money money, String reason) {
        var bound = currencies.balanceMax(money.currency());
        wallets.open(player);
        var move = sides.next("txn");
        var receipt = correction(move, player, money, reason);
        payingIn(
                player,
                money.currency(),
                () -> transactions.commit(
                        once.answer(receipt),
                        credit(player, money, bound),
                        move.in(Kind.GRANT, player, money, Account.MINT.name(), reason),
                        move.from(Account.MINT, player, money),
                        outbox.put(new CurrencyGranted(move.id(), player, money.currency(), money.amount(), reason))));
        return receipt;
    }

    /** Takes money out of the world. */
    Receipt.OfCorrection burn(Idempotency once, PlayerId player, Money money, String reason) {
        currencies.balanceMax(money.currency());
        var move = sides.next("txn");
        var receipt = correction(move, player, money, reason);
        transactions.commit(
                once.answer(receipt),
                table.debit(player.value(), money).otherwise(INSUFFICIENT_FUNDS),
                move.out(Kind.BURN, player, money, Account.SINK.name(), reason),
                move.to(Account.SINK, player, money),
                outbox.put(new CurrencyBurned(move.id(), player, money.currency(), money.amount(), reason)));
        return receipt;
    }

    private static Receipt.OfCorrection correction(Sides.Move move, PlayerId player, Money money, String reason) {
        return new Receipt.OfCorrection(move.id(), player, money.currency(), money.amount(), reason, move.at());
    }

    private Write credit(PlayerId player, Money money, long balanceMax) {
        return table.credit(player.value(), money, balanceMax)
                .otherwise(found -> found.isPresent() ? BALANCE_LIMIT.refuse() : new NoBalance());
    }

    /** A wallet that is older than its currency gets its balance when it is first paid in it. */
    private void payingIn(PlayerId player, String currency, Runnable commit) {
        try {
            commit.run();
        } catch (NoBalance e) {
            if (!wallets.addCurrency(player, currency)) {
                throw UNKNOWN_PLAYER.refuse(player.value());
            }
            commit.run();
        }
    }

    private static final class NoBalance extends RuntimeException {
        NoBalance() {
            super("no balance", null, false, false);
        }
    }
}
