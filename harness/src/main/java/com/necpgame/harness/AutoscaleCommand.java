package com.necpgame.harness;

import com.necpgame.harness.autoscale.Autoscale;
import com.necpgame.harness.autoscale.FleetModel;
import com.necpgame.harness.autoscale.LoadCurve;
import com.necpgame.harness.autoscale.Policy;
import com.necpgame.harness.autoscale.SessionLength;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares autoscaling policies over a load curve. */
@Command(
        name = "autoscale",
        description = "Replays a load curve against autoscaling policies: waiting and refusals beside server-hours.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class AutoscaleCommand implements Callable<Integer> {
    @Option(names = "--curve", description = "a file of minute,arrivals lines; without it a day is drawn from the seed")
    private @Nullable Path curve;

    @Option(
            names = "--busiest",
            defaultValue = "20",
            description = "of a drawn day: mean arrivals of its busiest minute")
    private int busiest;

    @Option(names = "--seed", defaultValue = "1", description = "decides all that is drawn")
    private long seed;

    @Option(
            names = "--policy",
            split = ",",
            defaultValue = "sessions=7,available=40,buffer=20,fixed=30",
            description = {
                "sessions=N per server, available=PERCENT of slots, buffer=SLOTS free, fixed=SERVERS; repeatable"
            })
    private List<String> policies = List.of();

    @Option(names = "--capacity", defaultValue = "10", description = "sessions of one server")
    private int capacity;

    @Option(names = "--start-seconds", defaultValue = "120", description = "from a launch until sessions are taken")
    private int startSeconds;

    @Option(
            names = "--warm-up-seconds",
            defaultValue = "60",
            description = "in which its sessions are not in the metric")
    private int warmUpSeconds;

    @Option(names = "--evaluate-seconds", defaultValue = "60", description = "from one look of the policy to the next")
    private int evaluateSeconds;

    @Option(names = "--scale-out-cooldown-seconds", defaultValue = "60", description = "from one launch to the next")
    private int scaleOutSeconds;

    @Option(names = "--scale-in-cooldown-seconds", defaultValue = "300", description = "before a removal")
    private int scaleInSeconds;

    @Option(names = "--servers-first", defaultValue = "6", description = "that run when the curve begins")
    private int serversFirst;

    @Option(names = "--servers-min", defaultValue = "1", description = "that always run")
    private int serversMin;

    @Option(names = "--servers-max", defaultValue = "200", description = "at most")
    private int serversMax;

    @Option(names = "--session-seconds", defaultValue = "600", description = "a session's mean length")
    private int sessionSeconds;

    @Option(
            names = "--session-spread",
            defaultValue = "0.5",
            description = "of lengths: sigma of the log-normal, 0 to 2")
    private double sessionSpread;

    @Option(
            names = "--wait-seconds",
            defaultValue = "25",
            description = "for a slot before the refusal, as in the registry")
    private int waitSeconds;

    @Option(names = "--no-drain", description = "servers go only when they are empty by themselves")
    private boolean noDrain;

    @Option(names = "--out", defaultValue = "target/autoscale", description = "a folder for the page")
    private Path out = Path.of("target/autoscale");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var screen = spec.commandLine().getOut();
        Autoscale result = Autoscale.run(scenario());
        screen.println(result);
        screen.printf("page: %s%n", result.write(out).toAbsolutePath().toUri());
        screen.flush();
        return Harness.RIGHT;
    }

    private Autoscale.Scenario scenario() {
        try {
            return new Autoscale.Scenario(
                    seed,
                    curve == null ? "a drawn day" : String.valueOf(curve.getFileName()),
                    loadCurve(),
                    new SessionLength(Duration.ofSeconds(sessionSeconds), sessionSpread),
                    model(),
                    policies.stream().map(Policy::parse).toList());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "the curve cannot be read: " + e, e);
        }
    }

    private LoadCurve loadCurve() throws IOException {
        // Apart from the draws of arrivals, so that those stay when a curve is read instead.
        return curve == null
                ? LoadCurve.day(new SplittableRandom(~seed), busiest)
                : LoadCurve.parse(Files.readString(curve));
    }

    private FleetModel model() {
        return new FleetModel(
                capacity,
                Duration.ofSeconds(startSeconds),
                Duration.ofSeconds(warmUpSeconds),
                Duration.ofSeconds(evaluateSeconds),
                Duration.ofSeconds(scaleOutSeconds),
                Duration.ofSeconds(scaleInSeconds),
                serversFirst,
                serversMin,
                serversMax,
                Duration.ofSeconds(waitSeconds),
                !noDrain);
    }
}
