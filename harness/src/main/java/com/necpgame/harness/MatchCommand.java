package com.necpgame.harness;

import com.necpgame.gamesim.transport.LossyNetwork;
import com.necpgame.harness.match.Match;
import com.necpgame.harness.match.MatchOptions;
import com.necpgame.harness.match.MatchReport;
import com.necpgame.harness.server.Operator;
import com.necpgame.harness.server.RunningTarget;
import com.necpgame.harness.server.ServerDied;
import com.necpgame.harness.server.Target;
import com.necpgame.harness.server.TargetOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays sessions on real game servers, and audits their results. */
@Command(
        name = "match",
        description =
                "Bots play sessions on game servers over UDP; then every result is compared with the servers' own logs.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class MatchCommand implements Callable<Integer> {
    /** What the game servers of a match are called at a registry that the harness starts. */
    private static final Map<String, String> GAMESIM_CLIENT = Map.of(
            "NECPGAME_IDENTITY_CLIENTS_GAMESIM_SECRET", "{operator.secret}",
            "NECPGAME_IDENTITY_CLIENTS_GAMESIM_SCOPES", "necpgame/gamesim");

    private final Clock clock;

    @Option(
            names = "--seed",
            defaultValue = "-1",
            description = "decides all that is drawn; below 0 another every time")
    private long seed = -1;

    @Option(names = "--servers", defaultValue = "2", description = "game servers")
    private int servers;

    @Option(names = "--sessions", defaultValue = "10", description = "of one server at a time")
    private int sessions;

    @Option(names = "--bots", defaultValue = "16", description = "who play")
    private int bots;

    @Option(names = "--players", defaultValue = "4", description = "of one session")
    private int players;

    @Option(names = "--rounds", defaultValue = "3", description = "sessions that each bot plays")
    private int rounds;

    @Option(names = "--game-seconds", defaultValue = "20", description = "of one session")
    private int gameSeconds;

    @Option(names = "--heartbeat-seconds", defaultValue = "2", description = "of the game servers")
    private int heartbeatSeconds;

    @Option(names = "--kill-servers", defaultValue = "0", description = "game servers killed in the middle")
    private int killServers;

    @Option(
            names = "--kill-registry",
            defaultValue = "0",
            description = "times that the registry is killed and started again")
    private int killRegistry;

    @Option(names = "--loss", defaultValue = "0", description = "chance 0 to 1 that a datagram is lost, each way")
    private double loss;

    @Option(names = "--duplicate", defaultValue = "0", description = "chance that one comes twice")
    private double duplicate;

    @Option(names = "--reorder", defaultValue = "0", description = "chance that one comes late, after others")
    private double reorder;

    @Option(names = "--delay-ms", defaultValue = "0", description = "of each datagram, each way")
    private int delayMillis;

    @Option(names = "--jitter-ms", defaultValue = "0", description = "how much longer it may take")
    private int jitterMillis;

    @Option(
            names = "--gamesim-command",
            defaultValue = "${sys:necpgame.gamesim.command:-}",
            description = "what starts a game server, without its options")
    private String gamesimCommand = "";

    @Option(
            names = "--gamesim-client",
            defaultValue = "gamesim",
            description = "with a URL: the game servers' client id")
    private String gamesimClient = "";

    @Option(
            names = "--gamesim-secret",
            defaultValue = "${env:NECPGAME_GAMESIM_SECRET:-}",
            description = "with a URL: its secret. Default: the variable NECPGAME_GAMESIM_SECRET",
            showDefaultValue = Visibility.NEVER)
    private String gamesimSecret = "";

    @Option(names = "--out", defaultValue = "target/match", description = "a folder for the page and the servers' logs")
    private Path out = Path.of("target/match");

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    MatchCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        MatchOptions options = options();
        PrintWriter screen = spec.commandLine().getOut();
        screen.printf("seed %d%n", options.seed());
        screen.flush();
        try (Target registry = target.open(GAMESIM_CLIENT)) {
            MatchReport report = Match.run(options, place(registry), SimCommand.progress());
            screen.println(report);
            screen.printf("page: %s%n", report.write(out).toAbsolutePath().toUri());
            if (!report.passed()) {
                screen.printf("the game servers' logs: %s%n", report.folder());
                registry.keepFiles().ifPresent(kept -> screen.printf("the registry's log and data: %s%n", kept));
            }
            screen.flush();
            return report.passed() ? Harness.RIGHT : Harness.WRONG;
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        } catch (ServerDied | IllegalStateException | UncheckedIOException | IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Harness.NO_SERVER;
        }
    }

    private Match.Place place(Target registry) {
        List<String> command = TargetOptions.words(gamesimCommand);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a match needs --gamesim-command");
        }
        var client = registry instanceof RunningTarget
                ? new Operator(gamesimClient, gamesimSecret)
                : new Operator("gamesim", registry.operator().clientSecret());
        return new Match.Place(registry, command, client, out);
    }

    private MatchOptions options() {
        try {
            return new MatchOptions(
                    seed < 0 ? clock.millis() % 1_000_000 : seed,
                    servers,
                    sessions,
                    bots,
                    players,
                    rounds,
                    Duration.ofSeconds(gameSeconds),
                    Duration.ofSeconds(heartbeatSeconds),
                    killServers,
                    killRegistry,
                    new LossyNetwork.Conditions(
                            loss, duplicate, reorder, delayMillis * 1_000_000L, jitterMillis * 1_000_000L));
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    private ParameterException wrong(IllegalArgumentException e) {
        return new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
}
