package com.necpgame.harness.slice.image;

import com.necpgame.harness.slice.call.Invoked;
import com.necpgame.harness.slice.runtime.FunctionLimits;
import com.necpgame.harness.slice.runtime.FunctionPool;
import com.necpgame.harness.slice.runtime.FunctionSpec;
import com.necpgame.harness.slice.runtime.InitFailed;
import com.necpgame.harness.slice.runtime.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Records the start of a function in its layout: runs it under the emulator of the Runtime API, gives it events, and ends it, at which the JVM
 * writes the ahead-of-time cache of what it has loaded, linked and learnt.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
 */
public final class Recording {
    /** Events after which the framework looks for nothing new. */
    private static final int NOTED = 50;

    private final ImageLayout layout;
    private final String handler;

    public Recording(ImageLayout layout, String handler) {
        this.layout = layout;
        this.handler = handler;
    }

    /**
     * Records.
     *
     * @param events one after the other; what they are answered does not matter, as long as the function does not fail
     * @param environment of the function
     * @param logs the folder for what it prints
     * @throws IOException if an event fails, or there is no recording in the end
     */
    public void make(List<byte[]> events, Map<String, String> environment, Path logs) throws IOException {
        run("--note", events.subList(0, Math.min(events.size(), NOTED)), environment, logs);
        run("--train", events, environment, logs);
        if (!Files.exists(layout.recording()) || Files.size(layout.recording()) == 0) {
            throw new IOException("the JVM wrote no " + layout.recording() + "; see " + logs);
        }
        layout.stamp();
    }

    private void run(String how, List<byte[]> events, Map<String, String> environment, Path logs) throws IOException {
        var image = Shape.IMAGE.of(
                "function" + how, layout.folder(), handler, environment, FunctionLimits.DEFAULT.withInstances(1));
        var recording = new FunctionSpec(
                image.name(),
                List.of(layout.run().toString(), how, handler),
                image.environment(),
                image.folder(),
                image.limits());
        try (var function = FunctionPool.open(recording, logs)) {
            function.provision(1);
            for (var event : events) {
                refuseFailure(function.invoke(event));
            }
        } catch (InitFailed e) {
            throw new IOException("the function does not start: " + e.getMessage(), e);
        }
    }

    /** A recording of failures knows nothing of what the function does. */
    private static void refuseFailure(Invoked invoked) throws IOException {
        if (invoked.failed()) {
            throw new IOException("the function failed while its start was recorded: "
                    + new String(invoked.answer(), StandardCharsets.UTF_8));
        }
    }
}
