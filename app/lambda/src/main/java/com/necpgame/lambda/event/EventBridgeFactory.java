package com.necpgame.lambda.event;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** The client of EventBridge: region, credentials and, where it is not AWS's own, endpoint are the environment's. */
@Factory
final class EventBridgeFactory {
    @Singleton
    @Bean(preDestroy = "close")
    @Requires(missingBeans = EventBridgeClient.class)
    EventBridgeClient client() {
        return EventBridgeClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }
}
