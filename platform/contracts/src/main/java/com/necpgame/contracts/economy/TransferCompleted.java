package com.necpgame.contracts.economy;

import com.necpgame.contracts.DomainEvent;
import com.necpgame.contracts.PlayerId;
import io.micronaut.serde.annotation.Serdeable;

/**
 * One player has sent currency to another.
 *
 * @param amount minor units, above zero
 */
@Serdeable
public record TransferCompleted(String transferId, PlayerId from, PlayerId to, String currency, long amount)
        implements DomainEvent {
    @Override
    public String aggregateId() {
        return transferId;
    }
}
