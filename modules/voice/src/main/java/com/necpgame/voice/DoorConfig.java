package com.necpgame.voice;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long what lets a client in holds.
 *
 * @param ticketTime how long a socket ticket may be used
 * @param connectionTimeMax how long a connection may last; then it is closed, and its client comes back
 */
@Context
@ConfigurationProperties("necpgame.voice.door")
record DoorConfig(
        @Bindable(defaultValue = "30s") Duration ticketTime,
        @Bindable(defaultValue = "130m") Duration connectionTimeMax) {
    DoorConfig {
        if (!ticketTime.isPositive() || ticketTime.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("necpgame.voice.door.ticket-time must be up to 10m, and positive");
        }
        if (connectionTimeMax.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("necpgame.voice.door.connection-time-max must be a minute or more");
        }
    }
}
