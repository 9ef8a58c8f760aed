package com.necpgame.gamesim.server;

import com.necpgame.gamesim.agent.SessionReport;
import com.necpgame.gamesim.agent.SessionUpdate;
import com.necpgame.gamesim.arena.ArenaMap;
import com.necpgame.gamesim.arena.ArenaRules;
import com.necpgame.gamesim.client.ArenaClient;
import com.necpgame.gamesim.client.Bot;
import com.necpgame.gamesim.client.Brain;
import com.necpgame.gamesim.transport.JoinClaims;
import com.necpgame.gamesim.transport.JoinToken;
import com.necpgame.gamesim.transport.LocalTokens;
import com.necpgame.gamesim.transport.ProtocolId;
import com.necpgame.gamesim.transport.TransportConfig;
import com.necpgame.gamesim.transport.UdpWire;
import com.necpgame.gamesim.transport.Wire;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A game server on a real socket, with somebody who issues tokens for it and hears its news. */
final class TestServer implements AutoCloseable {
    static final String BUILD = "test";

    final List<SessionUpdate> updates = new CopyOnWriteArrayList<>();
    final List<SessionReport> reports = new CopyOnWriteArrayList<>();
    final GameServer server;
    final InetSocketAddress address;
    private final byte[] key = new byte[32];
    private final SecureRandom random = new SecureRandom();
    private final LocalTokens tokens;
    private final Clock clock = Clock.systemUTC();

    TestServer(ServerSettings settings) {
        this(settings, wire -> wire);
    }

    /** @param around what is between the server and its socket */
    TestServer(ServerSettings settings, UnaryOperator<Wire> around) {
        random.nextBytes(key);
        tokens = new LocalTokens(key, ProtocolId.of("1"), random);
        var wire = UdpWire.bind(new InetSocketAddress("127.0.0.1", 0));
        address = wire.address();
        server = new GameServer(settings, around.apply(wire), key, 1, new Heard(), clock, random);
        server.start();
    }

    static ServerSettings settings(int sessions, int timeLimitSeconds, Duration returnTime, @Nullable Path log) {
        var rules = new ArenaRules(30, timeLimitSeconds, 0, 4);
        return new ServerSettings(sessions, rules, 2, returnTime, BUILD, ArenaMap.named("alley"), log);
    }

    JoinClaims claims(String session, String player, int slot) {
        return new JoinClaims(session, player, player, "alley", BUILD, JoinClaims.Role.PLAYER, slot, 4, 42);
    }

    JoinClaims spectator(String session) {
        return new JoinClaims(session, "plr_spy", "spy", "alley", BUILD, JoinClaims.Role.SPECTATOR, 0, 4, 42);
    }

    ArenaClient bot(String session, int slot) {
        return connect(claims(session, "plr_" + slot, slot), new Bot(new SplittableRandom(slot)));
    }

    ArenaClient connect(JoinClaims claims, Brain brain) {
        return connect(claims, brain, UdpWire.bind(new InetSocketAddress("127.0.0.1", 0)));
    }

    ArenaClient connect(JoinClaims claims, Brain brain, Wire wire) {
        var token = tokens.issue(claims, clock.millis() + 45_000);
        return new ArenaClient(
                wire, address, JoinToken.parse(token), TransportConfig.STANDARD, brain, System.nanoTime());
    }

    /** A condition for Awaitility that keeps the clients going. */
    static boolean step(List<ArenaClient> clients) {
        clients.forEach(client -> client.step(System.nanoTime()));
        return true;
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Heard implements SessionNews {
        @Override
        public void update(SessionUpdate update) {
            updates.add(update);
        }

        @Override
        public void report(SessionReport report) {
            reports.add(report);
        }
    }
}
