package com.necpgame.harness;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Plays with a server, and measures it. */
@Command(
        name = "harness",
        description = "Plays with a NECPGAME server over HTTP, and measures it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel =
                "(sim | match | slices-check | warm | bench | autoscale | contract | contract-diff | slices | slice-images | cold-start | voice | voice-bench)",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all was right",
            "1:the server did something wrong",
            "2:the command line is wrong",
            "3:there is no server to play with"
        })
public final class Harness {
    static final int RIGHT = 0;
    static final int WRONG = 1;
    static final int NO_SERVER = 3;

    private Harness() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Libraries look for a logger and complain that there is none. This program logs nothing through one.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine(Clock.systemUTC()).execute(arguments));
    }

    static CommandLine commandLine(Clock clock) {
        var line = new CommandLine(new Harness())
                .addSubcommand(new SimCommand(clock))
                .addSubcommand(new MatchCommand(clock))
                .addSubcommand(new SlicesCheckCommand(clock))
                .addSubcommand(new WarmCommand(clock))
                .addSubcommand(new BenchCommand(clock))
                .addSubcommand(new AutoscaleCommand())
                .addSubcommand(new ContractCommand())
                .addSubcommand(new ContractDiffCommand())
                .addSubcommand(new SliceImagesCommand())
                .addSubcommand(new ColdStartCommand())
                .addSubcommand(new VoiceCommand())
                .addSubcommand(new VoiceBenchCommand())
                .addSubcommand(new VoiceLoadCommand())
                .addSubcommand(new VoiceBareCommand())
                .addSubcommand(new SlicesCommand());
        return line.setCaseInsensitiveEnumValuesAllowed(true);
    }
}
