package com.necpgame.server;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** A POSIX shell that remembers its variables from one command to the next, as a person's does. */
final class Shell implements AutoCloseable {
    private static final String END = "--- end of the output ---";

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    Shell() throws IOException {
        process = new ProcessBuilder("sh").redirectErrorStream(true).start();
        in = process.outputWriter(StandardCharsets.UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Skips a test where the one program that our pages need is missing. */
    static void assumeCurl() throws IOException {
        try (var shell = new Shell()) {
            assumeThat(shell.run("command -v curl"))
                    .as("curl, which is not installed")
                    .isNotBlank();
        }
    }

    /** What the commands print, to either stream. */
    String run(String commands) {
        try {
            in.write(commands + "\nprintf '\\n" + END + "\\n'\n");
            in.flush();
            var text = new StringBuilder();
            for (var line = out.readLine(); !END.equals(line); line = out.readLine()) {
                if (line == null) {
                    throw new IllegalStateException("the shell ended after:\n" + text);
                }
                text.append(line).append('\n');
            }
            return text.toString().strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
