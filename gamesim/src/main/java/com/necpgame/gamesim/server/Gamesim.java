package com.necpgame.gamesim.server;

import com.necpgame.gamesim.agent.Agent;
import com.necpgame.gamesim.agent.AgentEvents;
import com.necpgame.gamesim.agent.AgentSettings;
import com.necpgame.gamesim.agent.Registration;
import com.necpgame.gamesim.agent.RegistrationRefused;
import com.necpgame.gamesim.agent.ServerLoad;
import com.necpgame.gamesim.agent.SessionReport;
import com.necpgame.gamesim.agent.SessionUpdate;
import com.necpgame.gamesim.transport.JoinClaims;
import com.necpgame.gamesim.transport.LocalTokens;
import com.necpgame.gamesim.transport.ProtocolId;
import com.necpgame.gamesim.transport.UdpWire;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A whole game server: sockets, sessions, the agent, the spectators' page; and its end, by SIGTERM or by the registry's drain. */
public final class Gamesim implements AutoCloseable {
    private static final Duration LOCAL_TOKEN_TIME = Duration.ofHours(1);
    private static final Duration GOODBYE_TIME = Duration.ofSeconds(10);

    private final ServerSettings settings;
    private final Fleet fleet;
    private final Clock clock;
    private final PrintWriter out;
    private final SecureRandom random = new SecureRandom();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean ending = new AtomicBoolean();
    private volatile @Nullable Agent agent;
    private volatile @Nullable GameServer server;
    private volatile @Nullable SpectatorPort spectators;
    private volatile @Nullable InetSocketAddress udpAddress;

    /**
     * Where this server is in the fleet.
     *
     * @param registry null to run without one
     * @param tcpPort below 0 for none
     * @param drainTime that sessions may go on after SIGTERM
     */
    public record Fleet(
            @Nullable URI registry,
            String clientId,
            String clientSecret,
            @Nullable String simId,
            String address,
            String bind,
            int port,
            int tcpPort,
            String region,
            @Nullable String zone,
            Map<String, String> labels,
            int protocolVersion,
            @Nullable Duration heartbeat,
            @Nullable Path spool,
            Duration drainTime) {}

    /** @param out for a human who looks on */
    public Gamesim(ServerSettings settings, Fleet fleet, Clock clock, PrintWriter out) {
        this.settings = settings;
        this.fleet = fleet;
        this.clock = clock;
        this.out = out;
    }

    /**
     * Listens, registers, and plays; returns once sessions can come.
     *
     * @throws RegistrationRefused where the registry does not want it
     */
    public void start() throws IOException, InterruptedException {
        if (settings.logFolder() != null) {
            Files.createDirectories(settings.logFolder());
        }
        // Bound before the registration, which names the ports; datagrams wait in the socket until the key is known.
        var wire = UdpWire.bind(new InetSocketAddress(fleet.bind, fleet.port));
        udpAddress = wire.address();
        var started = false;
        try {
            openSpectators();
            var key = fleet.registry == null
                    ? localKey()
                    : register(wire.address().getPort(), fleet.registry);
            var fresh = new GameServer(settings, wire, key, fleet.protocolVersion, new News(), clock, random);
            server = fresh;
            fresh.start();
            started = true;
        } finally {
            if (!started) {
                wire.close();
                close();
            }
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "gamesim-end"));
        if (agent instanceof Agent registered) {
            registered.ready();
            registered.playable();
        }
        say("UDP " + wire.address().getPort() + ", "
                + (spectators instanceof SpectatorPort port
                        ? "http://" + fleet.address + ":" + port.address().getPort() + "/"
                        : "no page"));
    }

    private void openSpectators() {
        if (fleet.tcpPort >= 0) {
            spectators = new SpectatorPort(new InetSocketAddress(fleet.bind, fleet.tcpPort), this::status);
        }
    }

    private GameServer.Status status() {
        return server instanceof GameServer now ? now.status() : GameServer.Status.NONE;
    }

    private byte[] register(int udpPort, URI registry) throws IOException, InterruptedException {
        var fresh = new Agent(agentSettings(udpPort, registry), new Events(), this::load, random);
        agent = fresh;
        try {
            var registration = fresh.start().get();
            say("registered as " + registration);
            return registration.tokenKey();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RegistrationRefused refused) {
                throw refused;
            }
            throw new IOException(e.getCause());
        }
    }

    private AgentSettings agentSettings(int udpPort, URI registry) {
        return new AgentSettings(
                registry,
                fleet.clientId,
                fleet.clientSecret,
                fleet.simId,
                fleet.address,
                udpPort,
                spectators instanceof SpectatorPort port ? port.address().getPort() : null,
                settings.build(),
                fleet.region,
                fleet.zone,
                fleet.labels,
                settings.sessionsMax(),
                settings.rules().playersMax(),
                fleet.protocolVersion,
                fleet.heartbeat,
                fleet.spool);
    }

    private ServerLoad load() {
        return server instanceof GameServer now ? now.load() : new ServerLoad(0, 0, 0, Set.of());
    }

    /** A key of its own, with tokens for one session; they are good for an hour. */
    private byte[] localKey() {
        var key = new byte[32];
        random.nextBytes(key);
        var tokens = new LocalTokens(key, ProtocolId.of(Integer.toString(fleet.protocolVersion)), random);
        long seed = random.nextLong();
        long expiry = clock.instant().plus(LOCAL_TOKEN_TIME).toEpochMilli();
        for (int slot = 0; slot < settings.rules().playersMax(); slot++) {
            var claims = new JoinClaims(
                    "ses_local",
                    "plr_local" + slot,
                    "local-" + slot,
                    settings.map().name(),
                    settings.build(),
                    JoinClaims.Role.PLAYER,
                    slot,
                    settings.rules().playersMax(),
                    seed);
            say("token " + tokens.issue(claims, expiry));
        }
        return key;
    }

    /** Waits for the end. */
    public void await() throws InterruptedException {
        ended.await();
    }

    /** Where it listens for datagrams. @throws IllegalStateException before the start */
    public InetSocketAddress udpAddress() {
        if (udpAddress instanceof InetSocketAddress known) {
            return known;
        }
        throw new IllegalStateException("not started");
    }

    /**
     * Drains: no new session, and the running ones may end. What is left at the deadline is ended and reported. Then says goodbye to the
     * registry. Once; a second call waits for the first.
     */
    public void end() {
        end(fleet.drainTime, true);
    }

    /** @param asks whether the registry does not know yet */
    private void end(Duration time, boolean asks) {
        try {
            if (ending.compareAndSet(false, true)) {
                drain(time, asks);
            } else {
                ended.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain(Duration time, boolean asks) throws InterruptedException {
        try {
            if (server instanceof GameServer now) {
                now.drain();
                if (asks && agent instanceof Agent registered) {
                    registered.drain(time);
                }
                if (!now.awaitDrained(time.toMillis(), TimeUnit.MILLISECONDS)) {
                    now.end("drained");
                    now.awaitDrained(GOODBYE_TIME.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
            if (agent instanceof Agent registered && !registered.shutdown(GOODBYE_TIME)) {
                say("the registry did not hear the goodbye");
            }
        } finally {
            close();
        }
    }

    /** A little earlier than the registry's deadline, which makes of unreported sessions lost ones. */
    private Duration until(Instant deadline) {
        var left = Duration.between(clock.instant(), deadline).minus(GOODBYE_TIME);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Ends at once, without a word to the registry. */
    @Override
    public void close() {
        if (agent instanceof Agent registered) {
            registered.close();
        }
        if (server instanceof GameServer now) {
            now.close();
            say(ViewJson.status(now.status()));
        }
        if (spectators instanceof SpectatorPort port) {
            port.close();
        }
        agent = null;
        server = null;
        spectators = null;
        ended.countDown();
    }

    private final class News implements SessionNews {
        @Override
        public void update(SessionUpdate update) {
            if (agent instanceof Agent registered) {
                registered.update(update);
            }
        }

        @Override
        public void report(SessionReport report) {
            say("session " + report.gameSimId() + " ended: " + report.reason());
            if (agent instanceof Agent registered) {
                registered.report(report);
            }
        }
    }

    /** From the agent to the sessions, once there are any. */
    private final class Events implements AgentEvents {
        @Override
        public void registered(Registration registration) {
            if (server instanceof GameServer now) {
                now.registered(registration);
            }
        }

        @Override
        public void stop(String gameSimId) {
            if (server instanceof GameServer now) {
                now.stop(gameSimId);
            }
        }

        @Override
        public void draining(Instant deadline) {
            if (!ending.get()) {
                say("the registry drains this server until " + deadline);
                Thread.ofPlatform().name("gamesim-drain").start(() -> end(until(deadline), false));
            }
        }

        @Override
        public void epochOver() {
            say("the registry gave this server up: its sessions are lost");
            if (server instanceof GameServer now) {
                now.epochOver();
            }
        }
    }
}
