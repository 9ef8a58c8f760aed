package com.necpgame.gamesim.server;

import com.necpgame.gamesim.agent.AgentEvents;
import com.necpgame.gamesim.agent.Registration;
import com.necpgame.gamesim.agent.ServerLoad;
import com.necpgame.gamesim.transport.ProtocolId;
import com.necpgame.gamesim.transport.TransportConfig;
import com.necpgame.gamesim.transport.TransportStats;
import com.necpgame.gamesim.transport.UdpServer;
import com.necpgame.gamesim.transport.Wire;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * All sessions of one UDP port, on one thread: datagrams in, a tick of each, datagrams out. Other threads hand over what they want and read
 * copies that never change.
 */
public final class GameServer implements AgentEvents, AutoCloseable {
    /** Connections of those who are being sent away. */
    private static final int GOODBYES_MIN = 16;

    private final Sessions sessions;
    private final UdpServer udp;
    private final TickLoop loop;
    private final Queue<Runnable> wishes = new ConcurrentLinkedQueue<>();
    private final ExecutorService logWriter = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("gamesim-log").daemon().factory());
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch drained = new CountDownLatch(1);
    private volatile Status status;
    private boolean draining;

    /**
     * What a server is doing.
     *
     * @param refused players with a good token who were sent away, by cause
     */
    public record Status(
            List<SessionView> sessions,
            int players,
            boolean draining,
            TickFigures ticks,
            TransportStats transport,
            Map<String, Long> refused) {
        /** Before anything runs. */
        static final Status NONE =
                new Status(List.of(), 0, false, TickFigures.NONE, new TransportStats(0, 0, 0, 0, Map.of()), Map.of());

        /** The sessions that go on, by gameSimId. */
        public List<String> gameSimIds() {
            return sessions.stream().map(SessionView::gameSimId).toList();
        }
    }

    /**
     * @param wire closed with this server
     * @param tokenKey of the registration
     * @param random makes the key of the challenges: a secure one
     */
    public GameServer(
            ServerSettings settings,
            Wire wire,
            byte[] tokenKey,
            int protocolVersion,
            SessionNews news,
            InstantSource clock,
            RandomGenerator random) {
        sessions = new Sessions(settings, news, logWriter);
        udp = new UdpServer(
                wire,
                tokenKey,
                ProtocolId.of(Integer.toString(protocolVersion)),
                transport(settings),
                sessions,
                clock,
                random,
                System.nanoTime());
        loop = new TickLoop(settings.rules().tickRate(), this::exchange, this::tick);
        status = statusNow();
    }

    /** Room for all players and spectators of all sessions, and for those who are being sent away. */
    private static TransportConfig transport(ServerSettings settings) {
        var of = TransportConfig.STANDARD.admitting();
        int guests = settings.sessionsMax() * (settings.rules().playersMax() + Session.SPECTATORS_MAX);
        return TransportConfig.STANDARD.with(new TransportConfig.Admitting(
                of.datagramsPerPollMax(),
                of.datagramsPerSecondPerPeer(),
                guests + Math.max(GOODBYES_MIN, guests / 10),
                of.usedTokensMax(),
                of.handshakesPerSecondPerSource(),
                of.handshakesPerSecondTotal()));
    }

    /** Measures anew: what came before was warming up. */
    void forgetFigures() {
        wishes.add(loop::forget);
    }

    /** Starts its thread. */
    public void start() {
        Thread.ofPlatform().name("gamesim-tick").start(this::run);
    }

    private void run() {
        try {
            loop.run();
        } finally {
            udp.close();
            logWriter.shutdown();
            stopped.countDown();
        }
    }

    private void exchange() {
        for (var wish = wishes.poll(); wish != null; wish = wishes.poll()) {
            wish.run();
        }
        udp.poll(System.nanoTime());
        udp.flush(System.nanoTime());
    }

    private void tick() {
        sessions.tick();
        udp.flush(System.nanoTime());
        status = statusNow();
        if (draining && sessions.isEmpty()) {
            drained.countDown();
        }
    }

    private Status statusNow() {
        var refused = sessions.refused().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> entry.getKey().name(), Map.Entry::getValue));
        return new Status(sessions.views(), sessions.players(), draining, loop.figures(), udp.stats(), refused);
    }

    /** As of the last tick. */
    public Status status() {
        return status;
    }

    /** What a heartbeat tells. */
    public ServerLoad load() {
        var now = status;
        return new ServerLoad(
                now.ticks().load(),
                now.ticks().work().p99(),
                now.players(),
                now.gameSimIds().stream().collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void registered(Registration registration) {
        wishes.add(() -> udp.tokenKey(registration.tokenKey()));
    }

    @Override
    public void stop(String gameSimId) {
        wishes.add(() -> sessions.drop(gameSimId));
    }

    @Override
    public void draining(Instant deadline) {
        drain();
    }

    @Override
    public void epochOver() {
        wishes.add(sessions::dropAll);
    }

    /** Takes no new session. */
    public void drain() {
        wishes.add(() -> {
            draining = true;
            sessions.drain();
        });
    }

    /** Waits until a server that drains has no session. @return whether it came to that in time */
    public boolean awaitDrained(long time, TimeUnit unit) throws InterruptedException {
        return drained.await(time, unit);
    }

    /** Ends all sessions now, with reports. */
    public void end(String reason) {
        wishes.add(() -> sessions.end(reason));
    }

    /** Says goodbye to all who are connected, and ends its thread; the logs are whole when this returns. */
    @Override
    public void close() {
        loop.stop();
        try {
            stopped.await();
            logWriter.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
