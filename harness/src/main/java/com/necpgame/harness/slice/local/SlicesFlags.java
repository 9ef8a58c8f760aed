package com.necpgame.harness.slice.local;

import com.necpgame.harness.slice.bus.BusOptions;
import com.necpgame.harness.slice.runtime.FunctionLimits;
import com.necpgame.harness.slice.runtime.Shape;
import com.necpgame.harness.slice.stream.StreamOptions;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The part of a command line that says which slices are meant, and how they are treated. */
public final class SlicesFlags {
    @Option(
            names = "--slices",
            paramLabel = "FOLDER",
            defaultValue = "modules",
            description = "With slices: where the artefacts are. Default: ${DEFAULT-VALUE}")
    private Path folder = Path.of("modules");

    @Option(
            names = "--shape",
            defaultValue = "ZIP",
            description = "With slices: how functions are run: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Shape shape = Shape.ZIP;

    @Option(
            names = "--authorizer",
            defaultValue = "GATEWAY",
            description = "With slices: who checks tokens: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private TokenCheck tokenCheck = TokenCheck.GATEWAY;

    @Option(
            names = "--instances",
            defaultValue = "2",
            description = "With slices: processes of one function, at most. Default: ${DEFAULT-VALUE}")
    private int instances = 2;

    @Option(names = "--store-tls", description = "With slices: functions reach the store over HTTPS.")
    private boolean tls;

    @Option(
            names = "--delivery-faults",
            defaultValue = "0",
            paramLabel = "RATE",
            description = {
                "With slices: how many deliveries come twice, entries of the bus are refused, and batches of streams come",
                "again in whole or in half; 0 to 1. Default: ${DEFAULT-VALUE}"
            })
    private double faults;

    @Option(names = "--delivery-seed", defaultValue = "1", description = "With slices: decides those faults.")
    private long seed = 1;

    /**
     * What the command line says.
     *
     * @throws IllegalArgumentException if it does not go together
     */
    public SlicesOptions options(List<String> serverCommand) {
        var options = SlicesOptions.of(folder, serverCommand)
                .withShape(shape)
                .withAuthorizer(tokenCheck == TokenCheck.GATEWAY)
                .withLimits(FunctionLimits.DEFAULT.withInstances(instances))
                .withFaults(
                        BusOptions.calm().withFaults(seed, faults, faults),
                        StreamOptions.calm().withFaults(seed, faults, faults));
        return tls ? options.overTls() : options;
    }
}
