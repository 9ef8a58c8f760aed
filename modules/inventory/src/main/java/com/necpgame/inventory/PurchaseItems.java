package com.necpgame.inventory;

import com.necpgame.contracts.economy.PurchasePaid;
import com.necpgame.platform.runtime.event.Delivery;
import com.necpgame.platform.runtime.event.Listens;
import jakarta.inject.Singleton;

/** Gives players the items that they have bought. */
@Singleton
final class PurchaseItems implements Listens<PurchasePaid> {
    private final Bag bag;

    PurchaseItems(Bag bag) {
        this.bag = bag;
    }

    @Override
    public void on(PurchasePaid event, Delivery delivery) {
        bag.grant(delivery, event.playerId(), event.purchaseId(), event.items());
    }
}
