package com.necpgame.harness.slice.local;

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
import java.util.stream.Stream;

/** Asks slices what they are: runs the main class that each of them carries for it. */
final class Describing {
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
    static SliceDescription of(String name, Path code, Path log) throws IOException {
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
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(code.resolve("lib")),
                MAIN);
    }

    private static String classPath(Path lib) throws IOException {
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }
}
