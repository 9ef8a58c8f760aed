package com.necpgame.platform.runtime.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schemas and the content of this repository, found as folders, since no module is on this class path. */
final class GameContent {
    static final Path FOLDER = Path.of("../../content");
    private static final Path MODULES = Path.of("../../modules");

    private GameContent() {}

    /** In any module. */
    static List<Path> schemas() {
        try (var files = Files.walk(MODULES)) {
            return files.filter(file -> file.toString().endsWith(ContentKind.SCHEMA_SUFFIX))
                    .filter(file -> file.toString().contains("/src/main/resources/" + ContentKinds.FOLDER + "/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ContentKinds kinds() {
        return new ContentKinds(schemas().stream()
                .map(schema -> ContentKind.read(name(schema), schema.toString(), read(schema)))
                .toList());
    }

    static String name(Path schema) {
        return schema.getFileName().toString().replace(ContentKind.SCHEMA_SUFFIX, "");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
