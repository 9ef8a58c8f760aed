package com.necpgame.server;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How often one caller may ask.
 *
 * @param enabled whether callers are limited at all
 * @param requestsPerSecond how many requests per second a caller may make for ever
 * @param burst how many requests a caller who was quiet may make at once
 * @param callersMax how many callers are remembered; beyond it the longest quiet is forgotten, and begins with a full
 *     burst
 * @param quiet how long a caller is remembered after the last request
 */
@Context
@ConfigurationProperties(RateLimitConfig.PREFIX)
record RateLimitConfig(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "50") int requestsPerSecond,
        @Bindable(defaultValue = "100") int burst,
        @Bindable(defaultValue = "100000") int callersMax,
        @Bindable(defaultValue = "10m") Duration quiet) {
    static final String PREFIX = "necpgame.server.rate-limit";

    RateLimitConfig {
        Settings.positive(PREFIX + ".requests-per-second", requestsPerSecond);
        Settings.positive(PREFIX + ".burst", burst);
        Settings.positive(PREFIX + ".callers-max", callersMax);
        Settings.positive(PREFIX + ".quiet", quiet);
    }
}
