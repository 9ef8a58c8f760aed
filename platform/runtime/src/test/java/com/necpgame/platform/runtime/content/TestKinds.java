package com.necpgame.platform.runtime.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Kinds of content that no game has, and sound content of them. */
final class TestKinds {
    /** By file. */
    static final Map<String, String> SOUND = Map.of("coins.yaml", """
            coins:
              - id: penny
              - id: dime
                balanceMax: 1000
            """, "wares.yaml", """
            wares:
              - id: lamp
                name: Lamp
                price: {coin: penny, amount: 5}
              - id: crate
                price: {coin: dime, amount: 2}
                packing: boxed
                perBox: 12
            """);

    private TestKinds() {}

    static ContentKinds kinds() {
        return ContentKinds.onClassPath(TestKinds.class.getClassLoader());
    }

    static LintReport lint(Path folder) {
        return new ContentLint(kinds(), ContentLimits.STANDARD).lint(folder.toString(), module -> true);
    }

    /** What the lint says, with the folder called {@code content}. */
    static List<String> says(Path folder, LintReport report) {
        return report.errors().stream()
                .map(error -> error.toString().replace(folder.toString(), "content"))
                .toList();
    }

    static Path write(Path folder, Map<String, String> files) {
        files.forEach((name, text) -> write(folder.resolve(name), text));
        return folder;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
