package com.necpgame.server;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * A door to the data of the embedded store for {@code aws dynamodb --endpoint-url} and other tools. Whoever reaches it reads and writes
 * everything.
 *
 * @param enabled whether it is there
 * @param host the address that it listens at
 * @param port the port that it listens at
 * @param accessKeyId what a caller must name as its access key id, 16 characters or more; needed where the host is no loopback address
 * @param keyStore a PKCS12 file with the certificate; with it the door speaks HTTPS
 * @param keyStorePassword opens that file
 */
@Context
@ConfigurationProperties(DoorConfig.PREFIX)
record DoorConfig(
        @Bindable(defaultValue = "false") boolean enabled,
        @Bindable(defaultValue = "127.0.0.1") String host,
        @Bindable(defaultValue = "8000") int port,
        @Nullable String accessKeyId,
        @Nullable String keyStore,
        @Nullable String keyStorePassword) {
    static final String PREFIX = "necpgame.store.door";
}
