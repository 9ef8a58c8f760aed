package com.necpgame.inventory;

import io.micronaut.serde.annotation.Serdeable;

/** What was done, as the caller is told, and told again for the same Idempotency-Key. */
final class Receipt {
    private Receipt() {}

    /**
     * Of items used up or thrown away.
     *
     * @param id the stack's or instance's
     * @param quantity how many are gone
     * @param left how many are still there
     */
    @Serdeable
    record OfRemoval(String id, String item, long quantity, long left) {}

    /**
     * Of mail put into the bag.
     *
     * @param id the mail's
     * @param claimed how many are in the bag now
     * @param left how many still wait in the mailbox
     */
    @Serdeable
    record OfClaim(String id, String item, long claimed, long left) {}
}
