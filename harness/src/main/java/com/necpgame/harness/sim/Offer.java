package com.necpgame.harness.sim;

import java.util.Map;

/**
 * Something that the store sells.
 *
 * @param price of one, in minor units
 * @param items what one of it brings, by item
 * @param quantityMax how many one purchase may buy
 * @param onSale whether it is sold while the simulation runs
 */
record Offer(String id, String currency, long price, Map<String, Long> items, int quantityMax, boolean onSale) {
    Offer {
        items = Map.copyOf(items);
    }
}
