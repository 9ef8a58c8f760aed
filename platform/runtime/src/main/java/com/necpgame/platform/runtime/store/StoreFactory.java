package com.necpgame.platform.runtime.store;

import com.necpgame.platform.data.DataConfig;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The client for a store outside of this process. An embedded engine brings its own bean, and this one steps back. */
@Factory
final class StoreFactory {
    @Singleton
    @Replaces(DataConfig.class)
    DataConfig data(StoreConfig config) {
        return new DataConfig(config.tablePrefix());
    }

    @Singleton
    @Bean(preDestroy = "close")
    @Requires(missingBeans = DynamoDbClient.class)
    DynamoDbClient client(StoreConfig config) {
        return switch (config.kind()) {
            case AWS ->
                DynamoDbClient.builder()
                        .httpClientBuilder(ApacheHttpClient.builder())
                        .build();
            case ENDPOINT -> endpoint(config);
            case EMBEDDED ->
                throw new ConfigurationException("necpgame.store.kind=embedded, but this class path holds no embedded"
                        + " engine. Start with `make run`, or set necpgame.store.kind to endpoint or aws");
        };
    }

    /** A local server checks no credentials, but the protocol wants some; those of the environment come first. */
    private static DynamoDbClient endpoint(StoreConfig config) {
        return DynamoDbClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder())
                .endpointOverride(URI.create(Objects.requireNonNull(config.endpoint())))
                .region(Region.of(config.region()))
                .credentialsProvider(AwsCredentialsProviderChain.of(
                        DefaultCredentialsProvider.create(),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))))
                .build();
    }
}
