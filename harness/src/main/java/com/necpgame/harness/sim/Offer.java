package com.necpgame.harness.sim;

import java.util.Map;

/**
 * Something that the store sells.
 *
 * @param price of one, in minor units
 * @param items what one of it brings, by item
 * @param quantityMax how many one purchase may buy
 */
record Offer(String id, String currency, long price, Map<String, Long> items, int quantityMax) {
    Offer {
        items = Map.copyOf(items);
    }
}
