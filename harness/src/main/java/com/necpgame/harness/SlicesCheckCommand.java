package com.necpgame.harness;

import com.necpgame.harness.server.ServerDied;
import com.necpgame.harness.server.TargetOptions;
import com.necpgame.harness.slice.check.SlicesCheck;
import com.necpgame.harness.slice.local.SlicesFlags;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Every shape of event to every slice, through Lambda's runtime interface client. */
@Command(
        name = "slices-check",
        description = "Starts all slices and sends them each shape of event that AWS would, with faults in between.",
        mixinStandardHelpOptions = true)
final class SlicesCheckCommand implements Callable<Integer> {
    private final Clock clock;

    @Option(names = "--seed", defaultValue = "1", description = "Decides the faults. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--server-command",
            required = true,
            description = "What starts a server, whose identity and store are used.")
    private String serverCommand = "";

    @Mixin
    private SlicesFlags slices = new SlicesFlags();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    SlicesCheckCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var screen = spec.commandLine();
        try {
            var options = slices.options(TargetOptions.words(serverCommand));
            return SlicesCheck.run(options, seed, clock, screen.getOut()) ? Harness.RIGHT : Harness.WRONG;
        } catch (ServerDied e) {
            screen.getErr().println(e.getMessage());
            return Harness.NO_SERVER;
        }
    }
}
