package com.necpgame.harness.bench;

import com.necpgame.harness.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a result to where people look for it. */
public final class BenchFiles {
    private BenchFiles() {}

    /** The result for a terminal. */
    public static String text(BenchResult result) {
        return BenchText.of(result);
    }

    /**
     * Writes {@code index.html} and {@code result.json}.
     *
     * @return the page
     * @throws IOException if the folder cannot be written
     */
    public static Path write(BenchResult result, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("result.json"), Json.pretty(BenchJson.of(result)));
        return Files.writeString(folder.resolve("index.html"), BenchPage.of(result));
    }
}
