package com.necpgame.platform.runtime.object;

import com.necpgame.platform.runtime.store.StoreConfig;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;

/** The object store that the configuration names. Nothing of S3 is loaded unless it is S3. */
@Factory
final class ObjectsFactory {
    @Singleton
    @Bean(typed = Objects.class)
    @Requires(missingBeans = Objects.class)
    Objects objects(ObjectsConfig config, StoreConfig store, Clock clock) {
        return switch (config.kind()) {
            case FOLDER ->
                FolderObjects.at(
                        config.path() == null ? Path.of(store.path(), "objects") : Path.of(config.path()), clock);
            case S3 -> S3Objects.of(config, store.region());
        };
    }
}
