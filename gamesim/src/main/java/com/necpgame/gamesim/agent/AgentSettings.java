package com.necpgame.gamesim.agent;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a game server is, and where its registry.
 *
 * @param registry where the backend is, such as {@code https://api.example.com}
 * @param clientId of a client with the scope {@code necpgame/gamesim}
 * @param simId of an earlier registration, to be the same server again; null for a new one
 * @param address that players reach, without port
 * @param port UDP
 * @param spectatorPort TCP; null for none
 * @param labels what sessions may ask for, such as {@code mode: duel}
 * @param sessionsMax sessions at once
 * @param playersMax players of a session
 * @param protocolVersion that clients must speak
 * @param heartbeat the interval to ask for; null for the registry's
 * @param spool a folder for reports until they are answered, so that a crash loses none; null to keep them in memory only
 */
public record AgentSettings(
        URI registry,
        String clientId,
        String clientSecret,
        @Nullable String simId,
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
        @Nullable Duration heartbeat,
        @Nullable Path spool) {
    public AgentSettings {
        labels = Map.copyOf(labels);
        refuseUnless(!clientId.isBlank() && !clientSecret.isBlank(), "a client id and its secret");
        refuseUnless(!address.isBlank(), "an address");
        refuseUnless(port > 0 && port < 65_536, "a port from 1 to 65535");
        refuseUnless(!build.isBlank() && !region.isBlank(), "a build and a region");
        refuseUnless(sessionsMax > 0 && playersMax > 0, "room for a session and a player");
        refuseUnless(protocolVersion > 0, "a protocol version above zero");
        refuseUnless(heartbeat == null || heartbeat.toSeconds() > 0, "a heartbeat of a second or more");
    }

    private static void refuseUnless(boolean holds, String needed) {
        if (!holds) {
            throw new IllegalArgumentException("a game server needs " + needed);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "AgentSettings[" + registry + ", " + clientId + ", " + address + ":" + port + ", " + build + ", "
                + region + "]";
    }
}
