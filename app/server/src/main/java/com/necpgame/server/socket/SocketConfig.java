package com.necpgame.server.socket;

import com.necpgame.server.Settings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What holds for WebSockets of every route.
 *
 * @param stage the deployment's stage, as modules are told it
 * @param ping how often a client is asked whether it is there
 * @param deadAfter a connection from which no byte came for this long is ended
 * @param closeWithin how long a client may take to answer the close frame
 * @param drain over how long the connections are ended when the server stops, so that not all come back at once
 * @param sendBufferBytes the kernel's send buffer of each connection; what is in it can no longer be dropped
 */
@Context
@ConfigurationProperties(SocketConfig.PREFIX)
record SocketConfig(
        @Bindable(defaultValue = "local") String stage,
        @Bindable(defaultValue = "15s") Duration ping,
        @Bindable(defaultValue = "35s") Duration deadAfter,
        @Bindable(defaultValue = "2s") Duration closeWithin,
        @Bindable(defaultValue = "5s") Duration drain,
        @Bindable(defaultValue = "32768") int sendBufferBytes) {
    static final String PREFIX = "necpgame.server.socket";

    SocketConfig {
        Settings.positive(PREFIX + ".ping", ping);
        Settings.positive(PREFIX + ".dead-after", deadAfter);
        Settings.positive(PREFIX + ".close-within", closeWithin);
        Settings.notNegative(PREFIX + ".drain", drain);
        Settings.positive(PREFIX + ".send-buffer-bytes", sendBufferBytes);
        if (deadAfter.compareTo(ping) <= 0) {
            throw new IllegalArgumentException(PREFIX + ".dead-after must be longer than " + PREFIX + ".ping");
        }
    }
}
