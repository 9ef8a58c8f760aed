package com.necpgame.platform.runtime;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Time, chance and identity: the beans that tests replace. */
@Factory
final class PlatformFactory {
    @Singleton
    @Requires(missingBeans = Clock.class)
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Unguessable, since ids are handed to clients. */
    @Singleton
    @Bean(typed = RandomGenerator.class)
    @Requires(missingBeans = RandomGenerator.class)
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Singleton
    Ids ids(Clock clock, RandomGenerator random) {
        return new Ids(clock, random);
    }
}
