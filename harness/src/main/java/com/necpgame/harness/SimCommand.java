package com.necpgame.harness;

import com.necpgame.harness.screen.Progress;
import com.necpgame.harness.screen.ProgressBar;
import com.necpgame.harness.server.ServerDied;
import com.necpgame.harness.server.Target;
import com.necpgame.harness.server.TargetOptions;
import com.necpgame.harness.sim.Report;
import com.necpgame.harness.sim.Simulation;
import com.necpgame.harness.sim.SimulationOptions;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays a seeded game and audits every answer. */
@Command(
        name = "sim",
        description = "Plays a seeded game of many players and checks every answer; then reads everything back.",
        mixinStandardHelpOptions = true)
final class SimCommand implements Callable<Integer> {
    private final Clock clock;

    @Option(names = "--seed", defaultValue = "-1", description = "Decides every step. Default: another every time")
    private long seed = -1;

    @Option(names = "--steps", defaultValue = "5000", description = "Default: ${DEFAULT-VALUE}")
    private long steps;

    @Option(names = "--players", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}")
    private int players;

    @Option(names = "--threads", defaultValue = "8", description = "Steps at the same time. Default: ${DEFAULT-VALUE}")
    private int threads;

    @Option(
            names = "--settle-seconds",
            defaultValue = "20",
            description = "How long a delivery may take. Default: ${DEFAULT-VALUE}")
    private int settleSeconds;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    SimCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        SimulationOptions options = options();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("seed %d%n", options.seed());
        out.flush();
        try (Target server = open()) {
            Report report = Simulation.run(options, server, progress());
            out.println(report);
            if (!report.passed()) {
                server.keepFiles().ifPresent(kept -> out.printf("the server's log and data are kept in %s%n", kept));
            }
            out.flush();
            return report.passed() ? Harness.RIGHT : Harness.WRONG;
        } catch (ServerDied | IllegalStateException | UncheckedIOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Harness.NO_SERVER;
        }
    }

    private SimulationOptions options() {
        long millis = clock.millis();
        try {
            return new SimulationOptions(
                    seed < 0 ? millis % 1_000_000 : seed,
                    steps,
                    players,
                    threads,
                    Long.toString(millis, Character.MAX_RADIX),
                    Duration.ofSeconds(settleSeconds));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Small bags are full now and then, and what does not fit goes another way. */
    private Target open() {
        try {
            return target.open(Map.of("NECPGAME_INVENTORY_CAPACITY", "8"));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** A bar on a terminal, lines elsewhere. */
    @SuppressWarnings("SystemConsoleNull") // On 25 it is null again where standard input is no terminal.
    static Progress progress() {
        boolean terminal = System.console() != null && System.console().isTerminal();
        return new ProgressBar(System.out, terminal, System::nanoTime);
    }
}
