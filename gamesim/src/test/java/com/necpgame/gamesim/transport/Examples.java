package com.necpgame.gamesim.transport;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files that the pages of docs point to. */
final class Examples {
    private Examples() {}

    static Path file(String name) {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("docs/examples"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "no docs/examples above " + Path.of("").toAbsolutePath());
        }
        return folder.resolve("docs/examples").resolve(name);
    }
}
