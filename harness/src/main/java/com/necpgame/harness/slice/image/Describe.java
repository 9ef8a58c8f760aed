package com.necpgame.harness.slice.image;

import com.necpgame.harness.slice.call.SliceDescription;
import com.necpgame.harness.slice.runtime.RuntimeClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Asks the code of a slice what it serves. */
public final class Describe {
    private static final String MAIN = "com.necpgame.lambda.Describe";

    private Describe() {}

    /** @param lib the folder with its jars */
    public static SliceDescription slice(Path lib) throws IOException {
        var classPath = RuntimeClient.jars(lib).stream().map(Path::toString).collect(Collectors.joining(":"));
        var process = new ProcessBuilder(
                        RuntimeClient.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath, MAIN)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = process.getInputStream()) {
            var text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            return SliceDescription.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IOException("the slice in " + lib + " does not say what it is", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
