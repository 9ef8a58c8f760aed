package com.necpgame.economy;

import com.necpgame.contracts.inventory.ItemsGranted;
import com.necpgame.platform.runtime.event.Delivery;
import com.necpgame.platform.runtime.event.Listens;
import jakarta.inject.Singleton;

/** Marks a purchase delivered once its items have arrived. */
@Singleton
final class PurchaseDelivery implements Listens<ItemsGranted> {
    private final Store store;

    PurchaseDelivery(Store store) {
        this.store = store;
    }

    @Override
    public void on(ItemsGranted event, Delivery delivery) {
        store.delivered(delivery, event.playerId(), event.reference());
    }
}
