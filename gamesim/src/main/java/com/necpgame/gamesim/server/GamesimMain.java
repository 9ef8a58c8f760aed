package com.necpgame.gamesim.server;

import com.necpgame.gamesim.agent.RegistrationRefused;
import com.necpgame.gamesim.arena.ArenaMap;
import com.necpgame.gamesim.arena.ArenaRules;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts a game server, or bots. */
@Command(
        name = "gamesim",
        description = "A game server: registers with the backend, and hosts sessions of the arena over UDP.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
public final class GamesimMain implements Callable<Integer> {
    /** The environment's word for {@code --secret}, so that it is in no list of processes. */
    static final String SECRET_VARIABLE = "NECPGAME_GAMESIM_SECRET";

    @Option(names = "--registry", description = "where the backend is, such as http://localhost:8080")
    private @Nullable URI registry;

    @Option(names = "--local", description = "without a registry; prints join tokens for a session of its own")
    private boolean local;

    @Option(names = "--client", defaultValue = "gamesim", description = "client id at the backend")
    private String client = "";

    @Option(names = "--secret", description = "its secret; better in the environment: " + SECRET_VARIABLE)
    private @Nullable String secret;

    @Option(names = "--sim-id", description = "of an earlier registration, to be the same server again")
    private @Nullable String simId;

    @Option(names = "--address", defaultValue = "127.0.0.1", description = "that players reach")
    private String address = "";

    @Option(names = "--bind", defaultValue = "0.0.0.0", description = "to listen at")
    private String bind = "";

    @Option(names = "--port", defaultValue = "7777", description = "UDP; 0 for any")
    private int port;

    @Option(
            names = "--tcp-port",
            defaultValue = "7778",
            description = "of the spectators' page; 0 for any, -1 for none")
    private int tcpPort;

    @Option(names = "--sessions", defaultValue = "10", description = "at once")
    private int sessions;

    @Option(names = "--players", defaultValue = "4", description = "of a session")
    private int players;

    @Option(names = "--tick-rate", defaultValue = "30", description = "ticks a second")
    private int tickRate;

    @Option(names = "--snapshot-ticks", defaultValue = "2", description = "from one snapshot to the next")
    private int snapshotTicks;

    @Option(names = "--time-limit", defaultValue = "300", description = "of a game, in seconds")
    private int timeLimit;

    @Option(names = "--score-limit", defaultValue = "0", description = "that ends a game; 0 for none")
    private int scoreLimit;

    @Option(names = "--map", defaultValue = "alley", description = "of sessions that name none")
    private String map = "";

    @Option(names = "--build", defaultValue = "dev", description = "that players' tokens must be for")
    private String build = "";

    @Option(names = "--protocol", defaultValue = "1", description = "protocol version")
    private int protocol;

    @Option(names = "--region", defaultValue = "local")
    private String region = "";

    @Option(names = "--zone")
    private @Nullable String zone;

    @Option(names = "--label", description = "key=value; more than one may be given")
    private Map<String, String> labels = new TreeMap<>();

    @Option(names = "--heartbeat", description = "seconds; the registry's own without it")
    private @Nullable Integer heartbeat;

    @Option(names = "--log", description = "a folder for the logs of games")
    private @Nullable Path log;

    @Option(
            names = "--spool",
            description = "a folder for reports that are not answered yet, so that a crash loses none")
    private @Nullable Path spool;

    @Option(names = "--drain", defaultValue = "300", description = "seconds that sessions may go on after SIGTERM")
    private int drain;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final Clock clock;

    GamesimMain(Clock clock) {
        this.clock = clock;
    }

    /** Runs until SIGTERM, or until the registry has drained it. */
    public static void main(String[] arguments) {
        // Libraries look for a logger and complain that there is none. This program logs nothing through one.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine(Clock.systemUTC()).execute(arguments));
    }

    static CommandLine commandLine(Clock clock) {
        return new CommandLine(new GamesimMain(clock)).addSubcommand(new BotsCommand(clock));
    }

    @Override
    public Integer call() throws Exception {
        try (var gamesim =
                new Gamesim(settings(), fleet(), clock, spec.commandLine().getOut())) {
            gamesim.start();
            gamesim.await();
            return 0;
        } catch (RegistrationRefused | IllegalStateException | UncheckedIOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private ServerSettings settings() {
        try {
            var rules = new ArenaRules(tickRate, timeLimit, scoreLimit, players);
            return new ServerSettings(
                    sessions, rules, snapshotTicks, ServerSettings.RETURN_TIME, build, ArenaMap.named(map), log);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Gamesim.Fleet fleet() {
        if (local == (registry != null)) {
            throw new ParameterException(spec.commandLine(), "either --registry or --local");
        }
        var environment = System.getenv(SECRET_VARIABLE);
        var known = secret != null ? secret : environment == null ? "" : environment;
        if (!local && known.isBlank()) {
            throw new ParameterException(spec.commandLine(), "no secret in " + SECRET_VARIABLE);
        }
        return new Gamesim.Fleet(
                registry,
                client,
                known,
                simId,
                address,
                bind,
                port,
                tcpPort,
                region,
                zone,
                Map.copyOf(labels),
                protocol,
                heartbeat == null ? null : Duration.ofSeconds(heartbeat),
                spool,
                Duration.ofSeconds(drain));
    }
}
