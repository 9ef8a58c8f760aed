package com.necpgame.server;

import com.necpgame.platform.embedded.door.Door;
import com.necpgame.platform.embedded.door.DoorOptions;
import com.necpgame.platform.runtime.StartNotice;
import com.necpgame.platform.runtime.store.StoreConfig;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Opens the door to the embedded store, where it is asked for. */
@Singleton
@Requires(property = DoorConfig.PREFIX + ".enabled", value = "true")
final class DoorAtStart implements StartNotice {
    private final DynamoDbClient store;
    private final DoorConfig config;
    private @Nullable Door door;

    DoorAtStart(DynamoDbClient store, DoorConfig config, StoreConfig storeConfig) {
        if (storeConfig.kind() != StoreConfig.Kind.EMBEDDED) {
            throw new IllegalArgumentException(
                    DoorConfig.PREFIX + ".enabled is for the embedded store; this one has an address of its own");
        }
        this.store = store;
        this.config = config;
    }

    @EventListener
    void onStart(StartupEvent event) {
        door = Door.open(store, options());
    }

    private DoorOptions options() {
        var options = DoorOptions.onLoopback(config.port());
        if (config.accessKeyId() != null) {
            options = options.onlyFor(config.accessKeyId());
        }
        if (config.keyStore() != null) {
            options = options.over(new DoorOptions.Tls(
                    Path.of(config.keyStore()), Objects.requireNonNullElse(config.keyStorePassword(), "")));
        }
        return options.at(new InetSocketAddress(config.host(), config.port()));
    }

    @Override
    public List<String> lines() {
        return List.of("Data at " + Objects.requireNonNull(door).uri() + ", for aws dynamodb --endpoint-url");
    }

    @PreDestroy
    void close() {
        if (door != null) {
            door.close();
        }
    }
}
