package com.necpgame.platform.embedded.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A JVM of its own with this class path, to be killed. */
public final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private Child(Process process) {
        this.process = process;
        this.lines = process.inputReader(UTF_8);
    }

    /** Starts fast, for children that live for seconds. */
    public static Child start(Class<?> main, String... arguments) throws IOException {
        return start(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"), main, arguments);
    }

    public static Child start(List<String> flags, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new Child(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    public long pid() {
        return process.pid();
    }

    /** Skips what comes before. */
    public void awaitLine(String wanted) throws IOException {
        List<String> seen = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(wanted)) {
                return;
            }
            seen.add(line);
        }
        throw new IOException("The child never said " + wanted + ": " + seen);
    }

    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Waits for that long, and says whether it ended. */
    public boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    public String output() {
        try {
            return lines.lines().collect(Collectors.joining("\n"));
        } catch (UncheckedIOException e) {
            return e.toString();
        }
    }

    /** Prints what it says until it ends. */
    public void relay() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(line);
        }
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        lines.close();
    }
}
