package com.necpgame.economy;

import com.necpgame.contracts.ItemQuantity;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * Something that the store sells, from {@code content/offers.yaml}.
 *
 * @param price of one
 * @param grants the items in one
 * @param quantityMax how many one purchase may take
 */
@Serdeable
record Offer(String id, String name, Money price, List<ItemQuantity> grants, long quantityMax) {}
