package com.necpgame.platform.data;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Units and latencies as Micrometer's counters and timers: {@code dynamodb.read.units}, {@code dynamodb.write.units}, {@code dynamodb.call}. */
@Singleton
@Requires(classes = MeterRegistry.class)
@Requires(beans = MeterRegistry.class)
final class MicrometerMeter implements DynamoMeter {
    private static final String TABLE = "table";
    private static final String OPERATION = "operation";

    private final MeterRegistry registry;

    MicrometerMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void called(String table, String operation, String outcome, Duration latency) {
        registry.timer("dynamodb.call", TABLE, table, OPERATION, operation, "outcome", outcome)
                .record(latency);
    }

    @Override
    public void consumed(String table, String operation, double readUnits, double writeUnits) {
        count("dynamodb.read.units", table, operation, readUnits);
        count("dynamodb.write.units", table, operation, writeUnits);
    }

    private void count(String name, String table, String operation, double units) {
        if (units > 0) {
            registry.counter(name, TABLE, table, OPERATION, operation).increment(units);
        }
    }
}
