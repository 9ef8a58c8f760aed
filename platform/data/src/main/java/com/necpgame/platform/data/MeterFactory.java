package com.necpgame.platform.data;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;

/** The meter of a program that has none. */
@Factory
final class MeterFactory {
    @Singleton
    @Secondary
    DynamoMeter none() {
        return DynamoMeter.NONE;
    }
}
