package com.necpgame.platform.runtime.counting;

import com.necpgame.contracts.DomainEvent;
import io.micronaut.serde.annotation.Serdeable;

/** Something was counted. */
@Serdeable
public record Counted(String name, long by) implements DomainEvent {
    @Override
    public String aggregateId() {
        return name;
    }
}
