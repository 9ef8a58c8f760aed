package com.necpgame.contracts.economy;

import com.necpgame.contracts.DomainEvent;
import com.necpgame.contracts.PlayerId;
import io.micronaut.serde.annotation.Serdeable;

/**
 * Currency has gone out of the world, out of one player's wallet.
 *
 * @param amount minor units, above zero
 * @param reason as the operator gave it
 */
@Serdeable
public record CurrencyBurned(String burnId, PlayerId playerId, String currency, long amount, String reason)
        implements DomainEvent {
    @Override
    public String aggregateId() {
        return playerId.value();
    }
}
