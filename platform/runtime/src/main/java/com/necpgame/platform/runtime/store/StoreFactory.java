package com.necpgame.platform.runtime.store;

import com.necpgame.platform.data.DataConfig;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The client of the store that the configuration names. */
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
    DynamoDbClient client(StoreConfig config, Optional<EmbeddedEngine> embedded) {
        return switch (config.kind()) {
            case AWS ->
                DynamoDbClient.builder()
                        .httpClientBuilder(ApacheHttpClient.builder())
                        .overrideConfiguration(call -> call.apiCallTimeout(config.callTimeout()))
                        .build();
            case ENDPOINT -> endpoint(config);
            case EMBEDDED ->
                embedded.orElseThrow(() -> new ConfigurationException("necpgame.store.kind=embedded, but this program"
                                + " holds no embedded engine; set it to endpoint or aws"))
                        .open(Path.of(config.path()));
        };
    }

    /** A local server checks no credentials, but the protocol wants some; those of the environment come first. */
    private static DynamoDbClient endpoint(StoreConfig config) {
        return DynamoDbClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(call -> call.apiCallTimeout(config.callTimeout()))
                .endpointOverride(URI.create(Objects.requireNonNull(config.endpoint())))
                .region(Region.of(config.region()))
                .credentialsProvider(AwsCredentialsProviderChain.of(
                        DefaultCredentialsProvider.create(),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))))
                .build();
    }
}
