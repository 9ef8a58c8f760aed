package com.necpgame.economy;

import com.necpgame.contracts.PlayerId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/** What was done, as the caller is told, and told again for the same Idempotency-Key. */
final class Receipt {
    private Receipt() {}

    /** @param id the transaction's, which both players' entries carry */
    @Serdeable
    record OfTransfer(String id, PlayerId from, PlayerId to, String currency, long amount, Instant at) {}

    /** Of a grant or a burn. */
    @Serdeable
    record OfCorrection(String id, PlayerId playerId, String currency, long amount, String reason, Instant at) {}
}
