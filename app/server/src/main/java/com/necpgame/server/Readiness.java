package com.necpgame.server;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Whether new requests are welcome. They no longer are once the stop has begun. */
@Singleton
@io.micronaut.management.health.indicator.annotation.Readiness
final class Readiness implements HealthIndicator {
    private volatile boolean welcome = true;

    void lower() {
        welcome = false;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult.builder("accepting", welcome ? HealthStatus.UP : HealthStatus.DOWN)
                .build());
    }
}
