package com.necpgame.lambda.bell;

import com.necpgame.contracts.DomainEvent;
import io.micronaut.serde.annotation.Serdeable;

/** A bell was rung. */
@Serdeable
public record Rung(String bell, long strokes) implements DomainEvent {
    @Override
    public String aggregateId() {
        return bell;
    }
}
