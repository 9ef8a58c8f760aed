package com.necpgame.lambda.meter;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Somewhere to count: without it the framework's registry holds nothing. */
@Factory
@Requires(property = MetricLogConfig.PREFIX + ".enabled", value = "true")
final class MeterFactory {
    @Singleton
    SimpleMeterRegistry registry() {
        return new SimpleMeterRegistry();
    }
}
