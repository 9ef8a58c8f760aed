package com.necpgame.lambda.socket;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where WebSockets are.
 *
 * @param connectionsEndpoint URL of the API's connections up to {@code /@connections}, for functions that speak to
 *     connections and are told of none, and for gateways that are not AWS's; unset: the domain and stage of the last
 *     connection that this function was told of
 */
@Context
@ConfigurationProperties("necpgame.lambda")
record ConnectionsConfig(@Nullable URI connectionsEndpoint) {
    ConnectionsConfig {
        if (connectionsEndpoint != null && connectionsEndpoint.getHost() == null) {
            throw new IllegalArgumentException("necpgame.lambda.connections-endpoint must be a URL");
        }
    }
}
