package com.necpgame.harness;

import com.necpgame.harness.server.JvmTarget;
import com.necpgame.harness.server.Launch;
import com.necpgame.harness.server.ServerDied;
import com.necpgame.harness.server.TargetOptions;
import com.necpgame.harness.voice.Crowd;
import com.necpgame.harness.voice.Overload;
import com.necpgame.harness.voice.VoiceBench;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the fan-out of voice beside Netty and nothing else. */
@Command(
        name = "voice-bench",
        description = {
            "Measures what it costs a server to let many hear what one says, and how long that takes,",
            "beside a bare Netty server in the same minutes; and what happens under twice the load that it can bear."
        },
        mixinStandardHelpOptions = true)
final class VoiceBenchCommand implements Callable<Integer> {
    @Option(
            names = "--server-command",
            required = true,
            paramLabel = "COMMAND",
            description = "Starts the server. {port}, {data} and {operator.secret} are filled in.")
    private String serverCommand = "";

    @Option(names = "--server-env", paramLabel = "NAME=VALUE", description = "Its environment. Repeatable.")
    private Map<String, String> environment = new TreeMap<>();

    @Option(
            names = "--door",
            defaultValue = "voice",
            description = "voice: the game's rooms by their protocol; relay: a bare relay. Default: ${DEFAULT-VALUE}")
    private String door = "";

    @Option(names = "--api-key", defaultValue = "", description = "For x-api-key, with --door=voice.")
    private String apiKey = "";

    @Option(names = "--room", split = ",", description = "Rooms to join, with --door=voice. Default: the lobby")
    private List<String> rooms = List.of();

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "1x500,1x200,20x50",
            description = "Speakers x listeners. Default: ${DEFAULT-VALUE}")
    private List<String> sizes = List.of();

    @Option(names = "--rounds", defaultValue = "10", description = "Per size and server. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--round-millis", defaultValue = "5000", description = "Default: ${DEFAULT-VALUE}")
    private long roundMillis;

    @Option(names = "--warm-up-millis", defaultValue = "5000", description = "Default: ${DEFAULT-VALUE}")
    private long warmUpMillis;

    @Option(
            names = "--overload-seconds",
            defaultValue = "60",
            description = "At twice the load that saturates; 0: not at all. Default: ${DEFAULT-VALUE}")
    private long overloadSeconds;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        var screen = spec.commandLine().getOut();
        var launch = Launch.of(TargetOptions.words(serverCommand)).withEnvironment(environment);
        try (var target = JvmTarget.start(launch)) {
            var process = target.process().orElseThrow();
            new VoiceBench(options(), screen).run(target.base(), process);
            if (overloadSeconds > 0) {
                new Overload(target.base(), process, door, doorOptions(), screen)
                        .run(Duration.ofSeconds(overloadSeconds), Duration.ofMillis(roundMillis));
            }
            return Harness.RIGHT;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (ServerDied | IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Harness.NO_SERVER;
        }
    }

    private VoiceBench.Options options() {
        return new VoiceBench.Options(
                sizes.stream().map(VoiceBenchCommand::sizes).toList(),
                door,
                doorOptions(),
                rounds,
                Duration.ofMillis(roundMillis),
                Duration.ofMillis(warmUpMillis));
    }

    private static Crowd.Sizes sizes(String text) {
        var parts = text.split("x", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("a size is SPEAKERSxLISTENERS, not " + text);
        }
        return new Crowd.Sizes(1, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    private List<String> doorOptions() {
        var options = new ArrayList<String>();
        if (!apiKey.isEmpty()) {
            options.add("--api-key=" + apiKey);
        }
        if (!rooms.isEmpty()) {
            options.add("--room=" + String.join(",", rooms));
        }
        return options;
    }
}
