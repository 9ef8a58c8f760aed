package com.necpgame.server;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long a client may take to send one request.
 *
 * @param headers from the connection, or from the first byte of a further request, to the end of the headers
 * @param body from the end of the headers to the last byte of the body
 */
@Context
@ConfigurationProperties(SlowClientConfig.PREFIX)
record SlowClientConfig(
        @Bindable(defaultValue = "10s") Duration headers,
        @Bindable(defaultValue = "30s") Duration body) {
    static final String PREFIX = "necpgame.server.slow-client";

    SlowClientConfig {
        Settings.positive(PREFIX + ".headers", headers);
        Settings.positive(PREFIX + ".body", body);
    }
}
