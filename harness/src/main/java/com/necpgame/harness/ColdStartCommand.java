package com.necpgame.harness;

import com.necpgame.harness.coldstart.ColdStartBench;
import com.necpgame.harness.server.ServerDied;
import com.necpgame.harness.server.TargetOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures cold starts. */
@Command(
        name = "cold-start",
        description = {
            "Measures what a cold start of a slice costs in each of its shapes, init and first request,",
            "beside a bare handler with the same store client, in turns."
        },
        mixinStandardHelpOptions = true)
final class ColdStartCommand implements Callable<Integer> {
    @Option(names = "--slice", required = true, paramLabel = "ZIP", description = "The slice's artefact.")
    private Path slice = Path.of("");

    @Option(
            names = "--server-command",
            required = true,
            paramLabel = "COMMAND",
            description = "Starts the server, of which store and identity are used.")
    private String serverCommand = "";

    @Option(names = "--rounds", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--seed", defaultValue = "1", description = "Of the order in a round. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--pin",
            defaultValue = "taskset -c 0",
            description = "What keeps a function on one processor. Default: ${DEFAULT-VALUE}")
    private String pin = "";

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "For layouts and logs.")
    private Path out = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<String> server = TargetOptions.words(serverCommand);
        try {
            new ColdStartBench(
                            server,
                            TargetOptions.words(pin),
                            out,
                            spec.commandLine().getOut())
                    .run(slice, rounds, seed);
            return Harness.RIGHT;
        } catch (ServerDied | IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Harness.NO_SERVER;
        }
    }
}
