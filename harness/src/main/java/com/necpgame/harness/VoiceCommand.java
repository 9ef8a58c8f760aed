package com.necpgame.harness;

import com.necpgame.harness.server.ServerDied;
import com.necpgame.harness.server.TargetOptions;
import com.necpgame.harness.voice.Crowd;
import com.necpgame.harness.voice.VoiceDoor;
import com.necpgame.harness.voice.VoiceRound;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lets some talk and others listen, and says what was heard and how old it was. */
@Command(
        name = "voice",
        description = "Speakers and listeners in the rooms of a server: what is heard, and how old it is by then.",
        mixinStandardHelpOptions = true)
final class VoiceCommand implements Callable<Integer> {
    /** Less heard than this is a fault of the server, not of a moment. */
    private static final double HEARD_SHARE_MIN = 0.99;

    @Option(names = "--speakers", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}")
    private int speakers;

    @Option(names = "--listeners", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}")
    private int listeners;

    @Option(names = "--seconds", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--api-key", defaultValue = "", description = "For x-api-key.")
    private String apiKey = "";

    @Option(names = "--room", description = "To join. Default: the lobby")
    private String room = "";

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var server = target.open(Map.of());
                var crowd = new Crowd(
                        server.base(),
                        new VoiceDoor(server.base(), apiKey, room.isEmpty() ? List.of() : List.of(room)),
                        new Crowd.Sizes(1, speakers, listeners))) {
            var process = server.process().orElse(null);
            crowd.talk(Duration.ofSeconds(1), process);
            var round = crowd.talk(Duration.ofSeconds(seconds), process);
            show(round, spec.commandLine().getOut());
            return round.share() >= HEARD_SHARE_MIN && round.lost() == 0 ? Harness.RIGHT : Harness.WRONG;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (ServerDied | IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Harness.NO_SERVER;
        }
    }

    private static void show(VoiceRound round, PrintWriter screen) {
        screen.printf(
                Locale.ROOT,
                "%d of %d frames heard, %.0f/s; age p50 %.1f ms, p99 %.1f ms, max %.1f ms; %d withheld, %d put out%n",
                round.delivered(),
                round.expected(),
                round.perSecond(),
                round.p50Millis(),
                round.p99Millis(),
                round.maxMillis(),
                round.withheld(),
                round.lost());
        screen.flush();
    }
}
