package com.necpgame.gamesimregistry;

import com.necpgame.platform.runtime.Backoff;
import com.necpgame.platform.runtime.transaction.Replanning;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many servers and sessions there may be, and how long what is silent is waited for.
 *
 * @param heartbeatDefault how often a server beats that does not say how often it will
 * @param heartbeatMax the longest time between its beats that a server may ask for
 * @param heartbeatGrace how much later than it should a beat may come
 * @param missedMax a server that has missed so many beats is LOST
 * @param sweepEvery how often silent and draining servers are looked for
 * @param drainMax the longest deadline of a drain
 * @param sessionsMax how many sessions one server may offer at most
 * @param playersMax how many players one session may have at most
 * @param serversMax how many servers the fleet may have, those that are over aside
 * @param labelsMax how many labels a server or a session may have
 * @param endedKept how long a server that is over is kept to be looked at
 * @param viewKept how old what a process knows of the fleet may grow before it reads the fleet again
 * @param measureEvery how often the fleet is counted for its metrics
 * @param tokenTtl how long a join token is good
 * @param claimTtl how long a session waits for its first player
 * @param reservationTtl how long a player's slot is kept for them before they come
 * @param waitMax how long a request may wait for a free slot
 * @param sessionsPerPlayerMax how many running sessions one player may be in
 * @param sessionKept how long a session that is over can be read
 * @param publicEndpoint {@code host:port} that players are told instead of the server's own; none where nothing is said
 * @param plansMax how often a change is planned anew because others changed the same rows
 * @param backoffBase the bound of the first wait between plans; doubles with each
 * @param backoffMax the longest bound of a wait between plans
 */
@Context
@ConfigurationProperties("necpgame.gamesim-registry")
public record RegistryConfig(
        @Bindable(defaultValue = "30s") Duration heartbeatDefault,
        @Bindable(defaultValue = "5m") Duration heartbeatMax,
        @Bindable(defaultValue = "3s") Duration heartbeatGrace,
        @Bindable(defaultValue = "3") int missedMax,
        @Bindable(defaultValue = "2s") Duration sweepEvery,
        @Bindable(defaultValue = "24h") Duration drainMax,
        @Bindable(defaultValue = "100") int sessionsMax,
        @Bindable(defaultValue = "64") int playersMax,
        @Bindable(defaultValue = "10000") int serversMax,
        @Bindable(defaultValue = "16") int labelsMax,
        @Bindable(defaultValue = "24h") Duration endedKept,
        @Bindable(defaultValue = "500ms") Duration viewKept,
        @Bindable(defaultValue = "10s") Duration measureEvery,
        @Bindable(defaultValue = "45s") Duration tokenTtl,
        @Bindable(defaultValue = "60s") Duration claimTtl,
        @Bindable(defaultValue = "60s") Duration reservationTtl,
        @Bindable(defaultValue = "25s") Duration waitMax,
        @Bindable(defaultValue = "5") int sessionsPerPlayerMax,
        @Bindable(defaultValue = "7d") Duration sessionKept,
        @Nullable String publicEndpoint,
        @Bindable(defaultValue = "30") int plansMax,
        @Bindable(defaultValue = "2ms") Duration backoffBase,
        @Bindable(defaultValue = "100ms") Duration backoffMax) {
    /** The most sessions of any server, however it is configured: they are read as one list. */
    public static final int SESSIONS_LIMIT = 1000;

    /** The most players of any session: a slot is one byte on the wire. */
    public static final int PLAYERS_LIMIT = 255;

    /** The most labels of anything: a row stays one small item. */
    public static final int LABELS_LIMIT = 64;

    private static final String PREFIX = "necpgame.gamesim-registry.";
    /** A port has 1 to 5 digits; the host may be an IPv6 address in brackets. */
    private static final Pattern ENDPOINT =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]{1,253}):[1-9][0-9]{0,4}");

    public RegistryConfig {
        within("missed-max", missedMax, 1, 100);
        within("sessions-max", sessionsMax, 1, SESSIONS_LIMIT);
        within("players-max", playersMax, 1, PLAYERS_LIMIT);
        within("servers-max", serversMax, 1, 1_000_000);
        within("labels-max", labelsMax, 0, LABELS_LIMIT);
        within("sessions-per-player-max", sessionsPerPlayerMax, 1, 100);
        within("plans-max", plansMax, 1, 1000);
        wholeSeconds("heartbeat-default", heartbeatDefault);
        wholeSeconds("heartbeat-max", heartbeatMax);
        positive("heartbeat-grace", heartbeatGrace);
        positive("sweep-every", sweepEvery);
        positive("drain-max", drainMax);
        positive("ended-kept", endedKept);
        positive("measure-every", measureEvery);
        positive("token-ttl", tokenTtl);
        positive("claim-ttl", claimTtl);
        positive("reservation-ttl", reservationTtl);
        positive("session-kept", sessionKept);
        positive("backoff-base", backoffBase);
        notBelow("heartbeat-max", heartbeatMax, "heartbeat-default", heartbeatDefault);
        notBelow("backoff-max", backoffMax, "backoff-base", backoffBase);
        if (viewKept.isNegative() || waitMax.isNegative()) {
            throw new IllegalArgumentException(PREFIX + "view-kept and wait-max must not be negative");
        }
        if (publicEndpoint != null && !ENDPOINT.matcher(publicEndpoint).matches()) {
            throw new IllegalArgumentException(PREFIX + "public-endpoint must be host:port, not " + publicEndpoint);
        }
    }

    private static void within(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(PREFIX + name + " must be " + low + " to " + high);
        }
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(PREFIX + name + " must be positive");
        }
    }

    private static void wholeSeconds(String name, Duration value) {
        if (!value.isPositive() || value.getNano() != 0) {
            throw new IllegalArgumentException(PREFIX + name + " must be whole seconds, one or more");
        }
    }

    private static void notBelow(String name, Duration value, String other, Duration bound) {
        if (value.compareTo(bound) < 0) {
            throw new IllegalArgumentException(PREFIX + name + " must not be below " + other);
        }
    }

    public Replanning replanning(RandomGenerator random) {
        return new Replanning(plansMax, new Backoff(random, backoffBase, backoffMax));
    }
}
