package com.necpgame.contracts;

import io.micronaut.serde.annotation.Serdeable;

/**
 * So many of one catalog item.
 *
 * @param item the id of the item in the catalog
 * @param quantity above zero
 */
@Serdeable
public record ItemQuantity(String item, long quantity) {
    public ItemQuantity {
        if (quantity <= 0) {
            throw new IllegalArgumentException("a quantity is above zero: " + quantity);
        }
    }

    public ItemQuantity times(long factor) {
        return new ItemQuantity(item, Math.multiplyExact(quantity, factor));
    }
}
