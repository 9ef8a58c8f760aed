package com.necpgame.economy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.necpgame.contracts.ItemQuantity;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that the store sells, from {@code content/offers.yaml}.
 *
 * @param price of one
 * @param grants the items in one
 * @param quantityMax how many one purchase may take
 * @param availability when it is on sale; null for always
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
record Offer(
        String id,
        String name,
        @Nullable String description,
        Money price,
        List<ItemQuantity> grants,
        long quantityMax,
        @Nullable Availability availability) {
    boolean isOnSale(Instant now) {
        return availability == null || availability.contains(now);
    }

    /**
     * A time of sale.
     *
     * @param from its first instant; null for since ever
     * @param until the first instant after it; null for ever
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Availability(@Nullable Instant from, @Nullable Instant until) {
        boolean contains(Instant now) {
            return (from == null || !now.isBefore(from)) && (until == null || now.isBefore(until));
        }
    }
}
