package com.necpgame.server;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the server stops.
 *
 * @param notice how long it goes on serving after {@code /health/readiness} says no, so that a balancer looks elsewhere
 * @param limit how long requests in flight may then take before they are cut off
 */
@Context
@ConfigurationProperties(StopConfig.PREFIX)
record StopConfig(
        @Bindable(defaultValue = "0s") Duration notice,
        @Bindable(defaultValue = "20s") Duration limit) {
    static final String PREFIX = "necpgame.server.stop";

    StopConfig {
        Settings.notNegative(PREFIX + ".notice", notice);
        Settings.positive(PREFIX + ".limit", limit);
    }
}
