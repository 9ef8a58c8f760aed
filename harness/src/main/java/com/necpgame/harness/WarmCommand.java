package com.necpgame.harness;

import com.necpgame.harness.server.ServerDied;
import com.necpgame.harness.server.TargetOptions;
import com.necpgame.harness.slice.local.SlicesFlags;
import com.necpgame.harness.slice.local.SlicesTarget;
import com.necpgame.harness.warm.Warm;
import com.necpgame.harness.warm.WarmOptions;
import com.necpgame.harness.warm.WarmReport;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Game operations at a fixed rate on warm slices. */
@Command(
        name = "warm",
        description = "Sends game operations to warm slices at a fixed rate, and measures them.",
        mixinStandardHelpOptions = true)
final class WarmCommand implements Callable<Integer> {
    private final Clock clock;

    @Option(names = "--rate", defaultValue = "50", description = "Requests per second. Default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(names = "--seconds", defaultValue = "60", description = "Measured. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "30", description = "Seconds before that. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--players", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}")
    private int players;

    @Option(names = "--seed", defaultValue = "1", description = "Decides who sends what. Default: ${DEFAULT-VALUE}")
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

    WarmCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var screen = spec.commandLine();
        var options = new WarmOptions(rate, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), players, seed);
        var how = slices.options(TargetOptions.words(serverCommand));
        try (var target = SlicesTarget.start(how, clock, screen.getErr()::println)) {
            WarmReport report = Warm.run(options, target);
            screen.getOut().println(report);
            screen.getOut().flush();
            return report.passed() ? Harness.RIGHT : Harness.WRONG;
        } catch (ServerDied | IOException e) {
            screen.getErr().println(e.getMessage());
            return Harness.NO_SERVER;
        }
    }
}
