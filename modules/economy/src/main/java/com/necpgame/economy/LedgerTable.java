package com.necpgame.economy;

import static com.necpgame.platform.data.Conditions.all;
import static com.necpgame.platform.data.Conditions.any;
import static com.necpgame.platform.data.Conditions.atLeast;
import static com.necpgame.platform.data.Conditions.atMost;
import static com.necpgame.platform.data.Conditions.eq;
import static com.necpgame.platform.data.Conditions.exists;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.ItemPage;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.data.Write;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The economy's one table.
 *
 * <pre>
 *  item           pk                                   sk                   attributes
 *  balance        WALLET#{playerId}                    BALANCE#{currency}   available, held
 *  wallet opened  WALLET#{playerId}                    OPENED               at
 *  entry          WALLET#{playerId}                    ENTRY#{id}           transactionId, kind, amount, ...
 *  system entry   SYSTEM#{account}#{currency}#{shard}  ENTRY#{id}           transactionId, playerId, amount, at
 *  purchase       PURCHASE#{playerId}                  {id}                 offerId, quantity, price, status, ...
 *
 *  question                             answered by
 *  what does a player have?             Query    WALLET#{playerId}, BALANCE#
 *  can this player be paid?             GetItem  WALLET#{playerId} / OPENED
 *  what moved a player's balance?       Query    WALLET#{playerId}, ENTRY#, newest first
 *  what became of a purchase?           GetItem  PURCHASE#{playerId} / {id}
 *  what has a player bought?            Query    PURCHASE#{playerId}, newest first
 * </pre>
 */
@Singleton
final class LedgerTable {
    static final String NAME = "economy";

    /** More currencies than this are refused by the content's own limit. */
    static final int CURRENCIES_MAX = 90;

    private final Items<Balance> balances;
    private final Items<WalletOpened> opened;
    private final Items<Entry> entries;
    private final Items<SystemEntry> systemEntries;
    private final Items<Purchase> purchases;

    LedgerTable(Dynamo dynamo) {
        this.balances = dynamo.items(Balance.class);
        this.opened = dynamo.items(WalletOpened.class);
        this.entries = dynamo.items(Entry.class);
        this.systemEntries = dynamo.items(SystemEntry.class);
        this.purchases = dynamo.items(Purchase.class);
    }

    List<Balance> balances(String playerId) {
        return balances.query(playerId).limit(CURRENCIES_MAX).list();
    }

    boolean isOpen(String playerId) {
        return opened.get(playerId) != null;
    }

    ItemPage<Entry> entries(String playerId, PageOf page) {
        return entries.query(playerId)
                .descending()
                .limit(page.limit())
                .from(page.from())
                .page();
    }

    @Nullable
    Purchase purchase(String playerId, String id) {
        return purchases.get(playerId, id);
    }

    ItemPage<Purchase> purchases(String playerId, PageOf page) {
        return purchases
                .query(playerId)
                .descending()
                .limit(page.limit())
                .from(page.from())
                .page();
    }

    Write open(WalletOpened wallet) {
        return opened.insert(wallet);
    }

    Write zero(String playerId, String currency) {
        return balances.update(playerId, currency).setIfAbsent("available", 0L).setIfAbsent("held", 0L);
    }

    Write debit(String playerId, Money money) {
        return balances.update(playerId, money.currency())
                .add("available", -money.amount())
                .when(atLeast("available", money.amount()));
    }

    /** Pays in: only to a wallet with this currency, and never above its bound. */
    Write credit(String playerId, Money money, long balanceMax) {
        return balances.update(playerId, money.currency())
                .add("available", money.amount())
                .when(all(exists(), atMost("available", balanceMax - money.amount())));
    }

    Write entry(Entry entry) {
        return entries.insert(entry);
    }

    Write entry(SystemEntry entry) {
        return systemEntries.insert(entry);
    }

    Write record(Purchase purchase) {
        return purchases.insert(purchase);
    }

    Write delivered(String playerId, String purchaseId) {
        return purchases
                .update(playerId, purchaseId)
                .set("status", Purchase.Status.DELIVERED)
                .when(any(eq("status", Purchase.Status.PAID), eq("status", Purchase.Status.DELIVERED)));
    }
}
