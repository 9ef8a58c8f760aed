package com.necpgame.harness.slice.local;

import com.necpgame.harness.slice.bus.BusOptions;
import com.necpgame.harness.slice.gateway.Rate;
import com.necpgame.harness.slice.runtime.FunctionLimits;
import com.necpgame.harness.slice.runtime.Shape;
import com.necpgame.harness.slice.stream.StreamOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How local slices are set up.
 *
 * @param slices the folder of the artefacts
 * @param shape how they are run
 * @param serverCommand starts the one JVM, of which identity and the store are used
 * @param environment of the functions; {@code NECPGAME_<MODULE>_...} only reaches that module's
 * @param authorizer whether the gateway checks tokens; if not, functions do
 * @param rate how often one caller may ask; null for no limit
 * @param tls whether functions reach the store over HTTPS
 * @param faultyDoor whether something stands before the store that can refuse calls
 * @param schedules whether recurring work is invoked
 */
public record SlicesOptions(
        Path slices,
        Shape shape,
        List<String> serverCommand,
        Map<String, String> environment,
        boolean authorizer,
        @Nullable Rate rate,
        boolean tls,
        boolean faultyDoor,
        boolean schedules,
        FunctionLimits limits,
        BusOptions bus,
        StreamOptions streams) {
    public SlicesOptions {
        serverCommand = List.copyOf(serverCommand);
        environment = Map.copyOf(environment);
        if (tls && faultyDoor) {
            throw new IllegalArgumentException("what stands before the store speaks no HTTPS");
        }
    }

    /** Zips as they are in {@code modules/<m>/target}, nothing wrong on purpose, no limit of requests. */
    public static SlicesOptions of(Path slices, List<String> serverCommand) {
        return new SlicesOptions(
                slices,
                Shape.ZIP,
                serverCommand,
                Map.of(),
                true,
                null,
                false,
                false,
                true,
                FunctionLimits.DEFAULT,
                BusOptions.calm(),
                StreamOptions.calm());
    }

    public SlicesOptions withEnvironment(Map<String, String> more) {
        var both = new TreeMap<>(environment);
        both.putAll(more);
        return new SlicesOptions(
                slices, shape, serverCommand, both, authorizer, rate, tls, faultyDoor, schedules, limits, bus, streams);
    }

    public SlicesOptions withShape(Shape other) {
        return new SlicesOptions(
                slices,
                other,
                serverCommand,
                environment,
                authorizer,
                rate,
                tls,
                faultyDoor,
                schedules,
                limits,
                bus,
                streams);
    }

    public SlicesOptions withAuthorizer(boolean other) {
        return new SlicesOptions(
                slices,
                shape,
                serverCommand,
                environment,
                other,
                rate,
                tls,
                faultyDoor,
                schedules,
                limits,
                bus,
                streams);
    }

    public SlicesOptions withRate(@Nullable Rate other) {
        return new SlicesOptions(
                slices,
                shape,
                serverCommand,
                environment,
                authorizer,
                other,
                tls,
                faultyDoor,
                schedules,
                limits,
                bus,
                streams);
    }

    public SlicesOptions overTls() {
        return new SlicesOptions(
                slices,
                shape,
                serverCommand,
                environment,
                authorizer,
                rate,
                true,
                false,
                schedules,
                limits,
                bus,
                streams);
    }

    public SlicesOptions withFaultyDoor() {
        return new SlicesOptions(
                slices,
                shape,
                serverCommand,
                environment,
                authorizer,
                rate,
                false,
                true,
                schedules,
                limits,
                bus,
                streams);
    }

    public SlicesOptions withLimits(FunctionLimits other) {
        return new SlicesOptions(
                slices,
                shape,
                serverCommand,
                environment,
                authorizer,
                rate,
                tls,
                faultyDoor,
                schedules,
                other,
                bus,
                streams);
    }

    public SlicesOptions withFaults(BusOptions otherBus, StreamOptions otherStreams) {
        return new SlicesOptions(
                slices,
                shape,
                serverCommand,
                environment,
                authorizer,
                rate,
                tls,
                faultyDoor,
                schedules,
                limits,
                otherBus,
                otherStreams);
    }
}
