package com.necpgame.economy;

import static com.necpgame.economy.EconomyProblem.INSUFFICIENT_FUNDS;
import static com.necpgame.economy.EconomyProblem.OFFER_NOT_ON_SALE;
import static com.necpgame.economy.EconomyProblem.PURCHASE_NOT_FOUND;
import static com.necpgame.economy.EconomyProblem.QUANTITY_TOO_LARGE;
import static com.necpgame.economy.EconomyProblem.UNKNOWN_OFFER;

import com.necpgame.contracts.PlayerId;
import com.necpgame.contracts.economy.PurchasePaid;
import com.necpgame.economy.Entry.Kind;
import com.necpgame.economy.SystemEntry.Account;
import com.necpgame.platform.data.ItemPage;
import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.runtime.content.Content;
import com.necpgame.platform.runtime.content.Contents;
import com.necpgame.platform.runtime.event.Delivery;
import com.necpgame.platform.runtime.event.Outbox;
import com.necpgame.platform.runtime.transaction.Idempotency;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/** Sells the offers. Paying is one transaction; the items follow by event, and cannot fail to arrive. */
@Singleton
final class Store {
    private final Transactions transactions;
    private final LedgerTable table;
    private final Sides sides;
    private final Content<Offer> offers;
    private final Outbox outbox;

    Store(Transactions transactions, LedgerTable table, Sides sides, Contents contents, Outbox outbox) {
        this.transactions = transactions;
        this.table = table;
        this.sides = sides;
        this.offers = contents.of(LedgerTable.NAME, "offers", Offer.class);
        this.outbox = outbox;
    }

    /** In the order of their ids. */
    List<Offer> offers() {
        return offers.all().stream().sorted(Comparator.comparing(Offer::id)).toList();
    }

    Purchase purchase(Idempotency once, PlayerId player, String offerId, long quantity) {
        var offer = offers.find(offerId).orElseThrow(UNKNOWN_OFFER);
        var move = sides.next("pur");
        if (!offer.isOnSale(move.at())) {
            throw OFFER_NOT_ON_SALE.refuse();
        }
        if (quantity > offer.quantityMax() || !offer.price().canTake(quantity)) {
            throw QUANTITY_TOO_LARGE.refuse("at most " + offer.quantityMax() + " at once");
        }
        var price = offer.price().times(quantity);
        var items = offer.grants().stream().map(item -> item.times(quantity)).toList();
        var purchase = new Purchase(
                player.value(), move.id(), offer.id(), quantity, price, items, Purchase.Status.PAID, move.at());
        transactions.commit(
                once.answer(PurchaseController.View.of(purchase)),
                table.debit(player.value(), price).otherwise(INSUFFICIENT_FUNDS),
                move.out(Kind.PURCHASE, player, price, Account.STORE.name(), offer.id()),
                move.to(Account.STORE, player, price),
                table.record(purchase),
                outbox.put(new PurchasePaid(move.id(), player, offer.id(), quantity, items)));
        return purchase;
    }

    Purchase find(PlayerId player, String id) {
        var purchase = table.purchase(player.value(), id);
        if (purchase == null) {
            throw PURCHASE_NOT_FOUND.refuse();
        }
        return purchase;
    }

    ItemPage<Purchase> purchases(PlayerId player, PageOf page) {
        return table.purchases(player.value(), page);
    }

    /** What was granted for something else than a purchase of ours is none of our business. */
    void delivered(Delivery delivery, PlayerId player, String reference) {
        if (table.purchase(player.value(), reference) != null) {
            transactions.commit(delivery.once(), table.delivered(player.value(), reference));
        }
    }
}
