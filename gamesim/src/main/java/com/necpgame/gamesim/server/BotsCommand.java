package com.necpgame.gamesim.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.necpgame.gamesim.arena.Result;
import com.necpgame.gamesim.client.ArenaClient;
import com.necpgame.gamesim.client.Bot;
import com.necpgame.gamesim.client.PlayerDoor;
import com.necpgame.gamesim.client.SeatAtServer;
import com.necpgame.gamesim.transport.JoinToken;
import com.necpgame.gamesim.transport.TransportConfig;
import com.necpgame.gamesim.transport.UdpClient;
import com.necpgame.gamesim.transport.UdpWire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Bots that sign in as guests, ask the registry for sessions, and play them to the end. */
@Command(
        name = "bots",
        description = "Bots that sign in as guests, ask for sessions, and play.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class BotsCommand implements Callable<Integer> {
    private static final int STEP_NANOS = 2_000_000;
    private static final int BOTS_MAX = 1000;

    @Option(names = "--registry", description = "where the backend is")
    private @Nullable URI registry;

    @Option(names = "--server", description = "host:port of a server that runs with --local")
    private @Nullable String server;

    @Option(names = "--token", description = "a token that such a server printed; one for each bot")
    private List<String> tokens = new ArrayList<>();

    @Option(names = "--count", defaultValue = "4", description = "bots")
    private int count;

    @Option(names = "--players", defaultValue = "4", description = "bots in one session")
    private int players;

    @Option(names = "--session", description = "to join, instead of new ones")
    private @Nullable String session;

    @Option(names = "--seconds", defaultValue = "600", description = "to play at most")
    private int seconds;

    @Option(names = "--seed", description = "of what the bots do; a random one without it")
    private @Nullable Long seed;

    @Option(
            names = "--reconnect",
            description = "after that many seconds each bot drops its connection, and comes back")
    private @Nullable Integer reconnect;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    BotsCommand(Clock clock) {
        this.clock = clock;
    }

    private static final class Player {
        final @Nullable PlayerDoor door;
        final Bot bot;
        SeatAtServer seat;
        ArenaClient client;

        Player(@Nullable PlayerDoor door, SeatAtServer seat, Bot bot) {
            this.door = door;
            this.seat = seat;
            this.bot = bot;
            this.client = connect(seat, bot);
        }

        private static ArenaClient connect(SeatAtServer seat, Bot bot) {
            var wire = UdpWire.bind(new InetSocketAddress(0));
            return new ArenaClient(wire, seat.server(), seat.token(), TransportConfig.STANDARD, bot, System.nanoTime());
        }

        /** Goes without a word, and comes back with a fresh token. */
        void reconnect(PlayerDoor again) throws IOException, InterruptedException {
            client.close();
            seat = again.join(seat.gameSimId());
            client = connect(seat, bot);
        }

        boolean isPlaying() {
            return client.results() == null
                    && (client.state() == UdpClient.State.CONNECTED || client.state() == UdpClient.State.CONNECTING);
        }
    }

    @Override
    public Integer call() throws Exception {
        if (count < 1 || count > BOTS_MAX || players < 1) {
            throw new ParameterException(spec.commandLine(), "1 to " + BOTS_MAX + " bots");
        }
        if ((registry == null) == (server == null)) {
            throw new ParameterException(spec.commandLine(), "either --registry or --server with a --token");
        }
        long chance = seed == null ? random.nextLong() : seed;
        say("seed " + chance);
        var bots = new ArrayList<Player>();
        try {
            seat(bots, new SplittableRandom(chance));
            return play(bots) ? 0 : 1;
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        } finally {
            bots.forEach(player -> player.client.close());
        }
    }

    private void seat(List<Player> bots, SplittableRandom chance) throws IOException, InterruptedException {
        if (registry == null) {
            for (var token : tokens) {
                bots.add(new Player(
                        null, new SeatAtServer("", address(), JoinToken.parse(token)), new Bot(chance.split())));
            }
            return;
        }
        var current = session;
        for (int i = 0; i < count; i++) {
            var door = new PlayerDoor(registry, random);
            var wish = new JsonMapper()
                    .createObjectNode()
                    .put("timeoutSeconds", 20)
                    .put("playersMax", players);
            boolean isNew = session == null && i % players == 0;
            var seat = isNew || current == null ? door.create(wish) : door.join(current);
            current = seat.gameSimId();
            say(door.playerId() + " plays in " + seat.gameSimId() + " at " + seat.server());
            bots.add(new Player(door, seat, new Bot(chance.split())));
        }
    }

    private InetSocketAddress address() {
        var parts = server == null ? new String[0] : server.split(":");
        if (parts.length != 2) {
            throw new ParameterException(spec.commandLine(), "--server is host:port");
        }
        return new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
    }

    /** @return whether all saw the end, in sync with the server all the way */
    private boolean play(List<Player> bots) throws IOException, InterruptedException {
        long end = clock.millis() + seconds * 1000L;
        long reconnectAt = reconnect == null ? Long.MAX_VALUE : clock.millis() + reconnect * 1000L;
        while (clock.millis() < end && bots.stream().anyMatch(Player::isPlaying)) {
            if (clock.millis() >= reconnectAt) {
                reconnectAt = Long.MAX_VALUE;
                for (var player : bots) {
                    if (player.door != null) {
                        player.reconnect(player.door);
                    }
                }
            }
            bots.forEach(player -> player.client.step(System.nanoTime()));
            LockSupport.parkNanos(STEP_NANOS);
        }
        bots.forEach(this::tell);
        return bots.stream().allMatch(player -> player.client.results() != null && player.client.faults() == 0);
    }

    private void tell(Player player) {
        var client = player.client;
        say("slot %d: %s, %d frames in sync, %d faults, %d reliable messages, round trip %.1f ms"
                .formatted(
                        client.slot(),
                        client.state(),
                        client.framesInSync(),
                        client.faults(),
                        client.reliableMessages(),
                        client.roundTripNanos() / 1e6));
        if (client.results() instanceof List<Result> results && client.slot() == 0) {
            results.forEach(result -> say("  " + result));
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
