package com.necpgame.server;

import com.necpgame.platform.embedded.EmbeddedDynamo;
import com.necpgame.platform.embedded.EmbeddedOptions;
import com.necpgame.platform.embedded.storage.StorageOptions;
import com.necpgame.platform.runtime.store.EmbeddedEngine;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The store in this process, and whether it takes writes: new requests are not welcome while it does not. */
@Singleton
@Readiness
final class EmbeddedStore implements EmbeddedEngine, HealthIndicator {
    private static final long MEGABYTE = 1024 * 1024;

    private final EmbeddedStoreConfig config;
    private final Clock clock;
    private volatile @Nullable EmbeddedDynamo store;

    EmbeddedStore(EmbeddedStoreConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public DynamoDbClient open(Path folder) {
        var opened = EmbeddedDynamo.open(
                new EmbeddedOptions(
                        new StorageOptions(
                                folder,
                                config.durability(),
                                config.cacheMegabytes() * MEGABYTE,
                                config.memtableMegabytes() * MEGABYTE,
                                config.reserveMegabytes() * MEGABYTE),
                        config.sweepInterval(),
                        false),
                clock);
        store = opened;
        return opened;
    }

    /** Empty where the data is elsewhere. */
    Optional<EmbeddedDynamo> opened() {
        return Optional.ofNullable(store);
    }

    @Override
    public Publisher<HealthResult> getResult() {
        var result = HealthResult.builder("store");
        return Publishers.just(opened().map(EmbeddedDynamo::health)
                .map(health -> result.status(health.isReady() ? HealthStatus.UP : HealthStatus.DOWN)
                        .details(Map.of("state", health.state(), "text", health.text())))
                .orElseGet(() -> result.status(HealthStatus.UP))
                .build());
    }
}
