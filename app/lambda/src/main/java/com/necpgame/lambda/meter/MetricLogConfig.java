package com.necpgame.lambda.meter;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/**
 * What goes to CloudWatch as metrics.
 *
 * @param enabled whether anything does
 * @param namespace CloudWatch's namespace
 * @param interval how long an instance of the function writes nothing after it has written
 * @param names metrics by their name or its beginning, as the modules have them, separated by commas
 */
@Context
@ConfigurationProperties(MetricLogConfig.PREFIX)
record MetricLogConfig(
        @Bindable(defaultValue = "false") boolean enabled,
        @Bindable(defaultValue = "NECPGAME") String namespace,
        @Bindable(defaultValue = "10s") Duration interval,

        @Bindable(defaultValue = "necpgame.,ActiveGameSessions,PercentAvailableGameSessions")
        List<String> names) {
    static final String PREFIX = "necpgame.lambda.metrics";

    MetricLogConfig {
        if (namespace.isBlank()) {
            throw new IllegalArgumentException(PREFIX + ".namespace must not be empty");
        }
        if (interval.isNegative()) {
            throw new IllegalArgumentException(PREFIX + ".interval must not be below zero");
        }
        names = List.copyOf(names);
    }

    boolean publishes(String name) {
        return names.stream().anyMatch(name::startsWith);
    }
}
