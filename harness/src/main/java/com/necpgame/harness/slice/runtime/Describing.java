package com.necpgame.harness.slice.runtime;

import com.necpgame.harness.server.ServerDied;
import com.necpgame.harness.slice.call.SliceDescription;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Asks slices what they are: runs the main class that each of them carries for it. */
public final class Describing {
    private static final String MAIN = "com.necpgame.lambda.Describe";
    private static final int SECONDS_MAX = 60;

    private Describing() {}

    /**
     * Runs it.
     *
     * @param code the folder with {@code lib}
     * @param log where the process's standard error goes
     * @throws ServerDied if it does not say
     */
    public static SliceDescription of(String name, Path code, Path log) throws IOException {
        var process = new ProcessBuilder(command(code))
                .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return SliceDescription.parse(said.strip());
            }
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        throw ServerDied.because("the slice " + name + " does not describe itself: " + said + Files.readString(log));
    }

    private static List<String> command(Path code) throws IOException {
        var classPath = RuntimeClient.jars(code.resolve("lib")).stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(RuntimeClient.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath, MAIN);
    }
}
