package com.necpgame.gamesimregistry.fleet;

import io.micronaut.core.annotation.Introspected;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself when it registers; stays the same for the epoch.
 *
 * @param address a host name or an IP address that players reach
 * @param port UDP
 * @param spectatorPort TCP, for WebSockets; null if it shows its games to nobody
 * @param sessionsMax how many sessions it hosts at once
 * @param playersMax how many players each of them has at most
 * @param protocolVersion what its players must speak
 * @param heartbeatSeconds how often it beats
 */
@Introspected
public record Offer(
        String address,
        int port,
        @Nullable Integer spectatorPort,
        String build,
        String region,
        @Nullable String zone,
        Map<String, String> labels,
        int sessionsMax,
        int playersMax,
        int protocolVersion,
        int heartbeatSeconds) {
    public Offer {
        labels = Map.copyOf(labels);
    }
}
