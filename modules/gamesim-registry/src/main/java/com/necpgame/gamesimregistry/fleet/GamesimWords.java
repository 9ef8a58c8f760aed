package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.gamesimregistry.RegistryProblem.BAD_SERVER;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.gamesimregistry.Faults;
import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.gamesimregistry.fleet.Gamesim.Pulse;
import com.necpgame.gamesimregistry.fleet.Tenants.Held;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Game servers in the words of HTTP. */
final class GamesimWords {
    private static final Pattern SIM_ID = Pattern.compile("sim_[A-Za-z0-9_-]{1,60}");
    /** A host name, an IPv4 or an IPv6 address; whether it can be reached the players find out. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252})|[0-9A-Fa-f:.]{2,45}");

    private static final int PORT_MAX = 65_535;
    private static final int SESSIONS_DEFAULT = 10;
    private static final int PLAYERS_DEFAULT = 4;
    private static final int LOAD_MAX = 1_000;
    private static final int TICK_MILLIS_MAX = 60_000;

    private GamesimWords() {}

    static boolean isSimId(String text) {
        return SIM_ID.matcher(text).matches();
    }

    /**
     * A server that wants to be one of the fleet.
     *
     * @param simId of an earlier registration, to be the same server under a new epoch; an id that is not known any more
     *     gets a new one
     * @param port UDP
     * @param spectatorPort TCP
     * @param sessionsMax 10 where nothing is said
     * @param playersMax of each session; 4 where nothing is said
     */
    @Serdeable
    record Registration(
            @Nullable String simId,
            @NotNull String address,
            @NotNull Integer port,
            @Nullable Integer spectatorPort,
            @NotNull String build,
            @NotNull String region,
            @Nullable String zone,
            @Nullable Map<String, String> labels,
            @Nullable Integer sessionsMax,
            @Nullable Integer playersMax,
            @NotNull Integer protocolVersion,
            @Nullable Integer heartbeatSeconds) {
        Offer offer(RegistryConfig config) {
            var offer = new Offer(
                    address,
                    port,
                    spectatorPort,
                    build,
                    region,
                    zone,
                    Objects.requireNonNullElse(labels, Map.of()),
                    Objects.requireNonNullElse(sessionsMax, SESSIONS_DEFAULT),
                    Objects.requireNonNullElse(playersMax, PLAYERS_DEFAULT),
                    protocolVersion,
                    heartbeatSeconds == null ? (int) config.heartbeatDefault().toSeconds() : heartbeatSeconds);
            check(offer, config).refuse(BAD_SERVER);
            return offer;
        }

        private Faults check(Offer offer, RegistryConfig config) {
            return new Faults()
                    .require(simId == null || isSimId(simId), "/simId", "the simId of an earlier registration")
                    .require(ADDRESS.matcher(address).matches(), "/address", "a host name or an IP address")
                    .within(offer.port(), 1, PORT_MAX, "/port")
                    .within(spectatorPort == null ? 1 : spectatorPort, 1, PORT_MAX, "/spectatorPort")
                    .word(build, "/build")
                    .word(region, "/region")
                    .wordOrNone(zone, "/zone")
                    .labels(offer.labels(), config.labelsMax(), "/labels")
                    .within(offer.sessionsMax(), 1, config.sessionsMax(), "/sessionsMax")
                    .within(offer.playersMax(), 1, config.playersMax(), "/playersMax")
                    .within(offer.protocolVersion(), 1, Integer.MAX_VALUE, "/protocolVersion")
                    .within(offer.heartbeatSeconds(), 1, config.heartbeatMax().toSeconds(), "/heartbeatSeconds");
        }
    }

    /**
     * @param tokenKey opens the join tokens of this server and epoch; 32 bytes in base64; told here only
     * @param serverTime the registry's
     */
    @Serdeable
    record Registered(
            String simId, long epoch, GamesimState state, int heartbeatSeconds, String tokenKey, Instant serverTime) {
        static Registered of(Gamesim server, byte[] tokenKey) {
            return new Registered(
                    server.simId(),
                    server.epoch(),
                    server.state(),
                    server.offer().heartbeatSeconds(),
                    Base64.getEncoder().encodeToString(tokenKey),
                    server.registeredAt());
        }
    }

    /**
     * @param ready whether the server can host
     * @param playable whether its map is loaded: only then it gets sessions
     * @param load the part of its time that it computes
     * @param players who are connected to it
     * @param sessions the gameSimIds that it runs
     */
    @Serdeable
    record Heartbeat(
            @NotNull Long epoch,
            @NotNull Boolean ready,
            @NotNull Boolean playable,
            @Nullable Double load,
            @Nullable Double tickMillis,
            @Nullable Integer players,
            @Nullable Set<@NotNull String> sessions) {
        Beat beat() {
            var pulse = new Pulse(
                    Objects.requireNonNullElse(load, 0.0),
                    Objects.requireNonNullElse(tickMillis, 0.0),
                    Objects.requireNonNullElse(players, 0));
            Set<String> runs = sessions == null ? Set.of() : Set.copyOf(sessions);
            new Faults()
                    .require(pulse.load() >= 0 && pulse.load() <= LOAD_MAX, "/load", "0 to " + LOAD_MAX)
                    .require(
                            pulse.tickMillis() >= 0 && pulse.tickMillis() <= TICK_MILLIS_MAX,
                            "/tickMillis",
                            "0 to " + TICK_MILLIS_MAX)
                    .within(
                            pulse.players(),
                            0,
                            RegistryConfig.SESSIONS_LIMIT * (long) RegistryConfig.PLAYERS_LIMIT,
                            "/players")
                    .within(runs.size(), 0, RegistryConfig.SESSIONS_LIMIT, "/sessions")
                    .refuse(BAD_SERVER);
            return new Beat(epoch, ready, playable, pulse, runs);
        }
    }

    /**
     * @param sessions those that the registry holds on the server, which stops any other
     * @param serverTime the registry's
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Alive(
            GamesimState state,
            @Nullable Instant drainAt,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<Held> sessions,
            Instant serverTime) {}

    /** @param epoch the server's own; operators may leave it out */
    @Serdeable
    record Drain(@Nullable Long epoch, @NotNull Long deadlineSeconds) {}

    @Serdeable
    record Shutdown(@NotNull Long epoch) {}

    /** A server as operators see it. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String simId,
            long epoch,
            GamesimState state,
            String address,
            int port,
            @Nullable Integer spectatorPort,
            String build,
            String region,
            @Nullable String zone,
            @JsonInclude(JsonInclude.Include.ALWAYS) Map<String, String> labels,
            int sessionsMax,
            int sessionsUsed,
            int playersMax,
            int protocolVersion,
            int heartbeatSeconds,
            boolean playable,
            double load,
            double tickMillis,
            int players,
            Instant registeredAt,
            Instant beatAt,
            @Nullable Instant drainAt) {
        static View of(Gamesim server) {
            var offer = server.offer();
            return new View(
                    server.simId(),
                    server.epoch(),
                    server.state(),
                    offer.address(),
                    offer.port(),
                    offer.spectatorPort(),
                    offer.build(),
                    offer.region(),
                    offer.zone(),
                    offer.labels(),
                    offer.sessionsMax(),
                    server.used(),
                    offer.playersMax(),
                    offer.protocolVersion(),
                    offer.heartbeatSeconds(),
                    server.playable(),
                    server.pulse().load(),
                    server.pulse().tickMillis(),
                    server.pulse().players(),
                    server.registeredAt(),
                    server.beatAt(),
                    server.drainAt());
        }
    }
}
