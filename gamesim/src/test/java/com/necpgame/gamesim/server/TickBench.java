package com.necpgame.gamesim.server;

import com.necpgame.gamesim.arena.ArenaMap;
import com.necpgame.gamesim.arena.ArenaRules;
import com.necpgame.gamesim.arena.Input;
import com.necpgame.gamesim.client.ArenaClient;
import com.necpgame.gamesim.client.Bot;
import com.necpgame.gamesim.client.Brain;
import com.necpgame.gamesim.transport.JoinClaims;
import com.necpgame.gamesim.transport.JoinToken;
import com.necpgame.gamesim.transport.LocalTokens;
import com.necpgame.gamesim.transport.ProtocolId;
import com.necpgame.gamesim.transport.TransportConfig;
import com.necpgame.gamesim.transport.UdpWire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How a game server ticks under players: this process is the server, and a child of it the players, over real UDP. Prints a line for each
 * number of sessions: jitter and work of ticks, and the share of a core that the tick thread took.
 *
 * <p>{@code -Dsessions=10,20,40} to measure one after the other; {@code -Dseconds=60} each, after {@code -Dwarmup=10}; {@code -Dbots=false}
 * for players who cost the machine next to nothing, to see how far the server goes.
 */
public final class TickBench {
    private static final int PLAYERS = 4;
    private static final long LONG_SECONDS = 3600;
    private static final int STEP_NANOS = 5_000_000;

    private TickBench() {}

    /** Without arguments the server; the child is told by one. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            play(Integer.parseInt(arguments[0]));
            return;
        }
        System.out.println(
                "sessions players ticks skipped jitter-p50-ms p99 max work-p50-ms p99 max core-share udp-in/s udp-out/s");
        for (var sessions : System.getProperty("sessions", "10").split(",")) {
            measure(Integer.parseInt(sessions));
        }
    }

    private static void measure(int sessions) throws Exception {
        var key = new byte[32];
        var random = new SecureRandom();
        random.nextBytes(key);
        var rules = new ArenaRules(30, (int) LONG_SECONDS, 0, PLAYERS);
        var map = ArenaMap.named("alley");
        var settings = new ServerSettings(sessions, rules, 2, ServerSettings.RETURN_TIME, "bench", map, null);
        var wire = UdpWire.bind(new InetSocketAddress("127.0.0.1", 0));
        var clock = Clock.systemUTC();
        try (var server = new GameServer(settings, wire, key, 1, SessionNews.NONE, clock, random)) {
            server.start();
            var players = child(wire.address().getPort());
            try (var out = new PrintWriter(players.getOutputStream(), true, StandardCharsets.US_ASCII)) {
                var tokens = new LocalTokens(key, ProtocolId.of("1"), random);
                for (int i = 0; i < sessions * PLAYERS; i++) {
                    out.println(tokens.issue(claims(i), clock.millis() + 600_000));
                }
                out.println();
                pause(Integer.getInteger("warmup", 10));
                print(server, sessions);
            } finally {
                players.destroyForcibly().waitFor();
            }
        }
    }

    private static void print(GameServer server, int sessions) throws InterruptedException {
        server.forgetFigures();
        int seconds = Integer.getInteger("seconds", 60);
        var before = server.status().transport();
        long cpu = tickThreadNanos();
        pause(seconds);
        double share = (tickThreadNanos() - cpu) / (seconds * 1e9);
        var status = server.status();
        var ticks = status.ticks();
        System.out.printf(
                "%d %d %d %d %.3f %.3f %.3f %.3f %.3f %.3f %.3f %d %d%n",
                sessions,
                status.players(),
                ticks.ticks(),
                ticks.skipped(),
                ticks.jitter().p50(),
                ticks.jitter().p99(),
                ticks.jitter().max(),
                ticks.work().p50(),
                ticks.work().p99(),
                ticks.work().max(),
                share,
                (status.transport().received() - before.received()) / seconds,
                (status.transport().sent() - before.sent()) / seconds);
    }

    private static long tickThreadNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals("gamesim-tick"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .max()
                .orElseThrow();
    }

    private static JoinClaims claims(int player) {
        var session = "ses_" + player / PLAYERS;
        return new JoinClaims(
                session,
                "plr_" + player,
                "b" + player,
                "alley",
                "bench",
                JoinClaims.Role.PLAYER,
                player % PLAYERS,
                PLAYERS,
                1);
    }

    private static Process child(int port) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "-Dbots=" + System.getProperty("bots", "true"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TickBench.class.getName(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The players: a token a line, then an empty line; until it is killed. */
    private static void play(int port) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        var clients = new ArrayList<ArenaClient>();
        var server = new InetSocketAddress("127.0.0.1", port);
        for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            var wire = UdpWire.bind(new InetSocketAddress("127.0.0.1", 0));
            clients.add(new ArenaClient(
                    wire,
                    server,
                    JoinToken.parse(line),
                    TransportConfig.STANDARD,
                    brain(clients.size()),
                    System.nanoTime()));
        }
        while (!Thread.currentThread().isInterrupted()) {
            clients.forEach(client -> client.step(System.nanoTime()));
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private static Brain brain(int seed) {
        if (Boolean.getBoolean("bots")) {
            return new Bot(new SplittableRandom(seed));
        }
        // Walks about and shoots around without a thought.
        return (frame, slot, map, tick) ->
                Input.clamped(tick, tick / 40 % 3 * 90 - 90, tick / 70 % 3 * 90 - 90, tick + seed * 37, true);
    }

    private static void pause(long seconds) throws InterruptedException {
        if (new CountDownLatch(1).await(Duration.ofSeconds(seconds).toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }
}
