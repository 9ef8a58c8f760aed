package com.necpgame.server;

import io.micronaut.core.io.IOUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The documents that the build made of each module's controllers: {@code META-INF/swagger/*.yml} in every jar of the
 * class path, whoever put it there.
 */
final class OpenApiParts {
    private static final String FOLDER = "META-INF/swagger";

    private OpenApiParts() {}

    /** In an order that depends on nothing but their text, so that the merged document is always the same. */
    static List<Map<String, Object>> read(ClassLoader loader) {
        var texts = new TreeMap<String, String>();
        try {
            for (var folders = loader.getResources(FOLDER); folders.hasMoreElements(); ) {
                IOUtils.eachFile(folders.nextElement().toURI(), FOLDER, file -> add(texts, file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return texts.values().stream().map(OpenApiParts::parse).toList();
    }

    private static void add(Map<String, String> texts, Path file) {
        if (file.toString().endsWith(".yml")) {
            try {
                var text = Files.readString(file, StandardCharsets.UTF_8);
                texts.put(text, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Map<String, Object> parse(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }
}
