package com.necpgame.harness;

import com.necpgame.harness.bench.Bench;
import com.necpgame.harness.bench.BenchFiles;
import com.necpgame.harness.bench.BenchOptions;
import com.necpgame.harness.bench.BenchResult;
import com.necpgame.harness.bench.Scenario;
import com.necpgame.harness.server.JvmTarget;
import com.necpgame.harness.server.Launch;
import com.necpgame.harness.server.ServerDied;
import com.necpgame.harness.server.Target;
import com.necpgame.harness.server.TargetOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a server, and beside it others, such as the same server on a store that does nothing. */
@Command(
        name = "bench",
        description =
                "Measures how fast a server is and what it costs, and writes a table, a page and the raw figures.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private static final String APP = "app";
    private static final String CEILING = "ceiling";

    private final Clock clock;

    @Option(
            names = "--scenarios",
            split = ",",
            defaultValue = "wallet-read,transfer,purchase",
            description = "Default: ${DEFAULT-VALUE}")
    private List<String> scenarios = List.of();

    @Option(names = "--connections", split = ",", defaultValue = "1,16,64", description = "Default: ${DEFAULT-VALUE}")
    private List<Integer> connections = List.of();

    @Option(names = "--rounds", defaultValue = "10", description = "Per cell. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--round-millis", defaultValue = "3000", description = "Default: ${DEFAULT-VALUE}")
    private long roundMillis;

    @Option(names = "--warm-up-millis", defaultValue = "5000", description = "Per cell. Default: ${DEFAULT-VALUE}")
    private long warmUpMillis;

    @Option(
            names = "--starts",
            defaultValue = "5",
            description = "How often the start is measured, with --target=jvm. Default: ${DEFAULT-VALUE}")
    private int starts;

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--ceiling-command",
            defaultValue = "",
            description = {
                "Starts the same app on a store that does nothing, to be measured beside it.",
                "Default with --ceiling-env: the command of --server-command"
            })
    private String ceilingCommand = "";

    @Option(names = "--ceiling-env", paramLabel = "NAME=VALUE", description = "Its environment. Repeatable.")
    private Map<String, String> ceilingEnvironment = new TreeMap<>();

    @Option(
            names = "--beside",
            paramLabel = "NAME=COMMAND",
            description =
                    "Starts another server to be measured beside it, such as the same app on another store. Repeatable.")
    private Map<String, String> beside = new TreeMap<>();

    @Option(names = "--out", defaultValue = "target/bench", description = "Folder. Default: ${DEFAULT-VALUE}")
    private Path out = Path.of("target", "bench");

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    BenchCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter screen = spec.commandLine().getOut();
        Map<String, Target> targets = new LinkedHashMap<>();
        try {
            BenchOptions options = options();
            Map<String, Launch> launches = launches();
            if (launches.containsKey(APP)) {
                launches.forEach((system, launch) -> targets.put(system, JvmTarget.start(launch)));
            } else {
                targets.put(APP, target.open(Map.of()));
            }
            BenchResult result = Bench.run(options, targets, launches, SimCommand.progress(), clock);
            screen.println(BenchFiles.text(result));
            screen.println("page: " + BenchFiles.write(result, out).toUri());
            screen.flush();
            return result.hasErrors() ? Harness.WRONG : Harness.RIGHT;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (ServerDied | IllegalStateException | UncheckedIOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Harness.NO_SERVER;
        } finally {
            targets.values().forEach(Target::close);
        }
    }

    private BenchOptions options() {
        return new BenchOptions(
                scenarios.stream().map(Scenario::of).toList(),
                connections,
                rounds,
                Duration.ofMillis(roundMillis),
                Duration.ofMillis(warmUpMillis),
                starts,
                seed);
    }

    private Map<String, Launch> launches() {
        Map<String, Launch> launches = new LinkedHashMap<>();
        if (!target.isJvm()) {
            return launches;
        }
        launches.put(APP, target.launch());
        beside.forEach((name, command) -> launches.put(name, Launch.of(TargetOptions.words(command))));
        if (!ceilingCommand.isBlank()) {
            launches.put(CEILING, Launch.of(TargetOptions.words(ceilingCommand)).withEnvironment(ceilingEnvironment));
        } else if (!ceilingEnvironment.isEmpty()) {
            launches.put(CEILING, target.launch().withEnvironment(ceilingEnvironment));
        }
        return launches;
    }
}
