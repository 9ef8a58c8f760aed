package com.necpgame.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The documents that the build made of each module's controllers: {@code META-INF/swagger/*.yml} in every jar of the
 * class path, whoever put it there.
 */
final class OpenApiParts {
    private static final String FOLDER = "META-INF/swagger";
    private static final String SUFFIX = ".yml";

    private OpenApiParts() {}

    /** In an order that depends on nothing but their text, so that the merged document is always the same. */
    static List<Map<String, Object>> read(ClassLoader loader) {
        var texts = new TreeSet<String>();
        try {
            for (var folders = loader.getResources(FOLDER); folders.hasMoreElements(); ) {
                read(folders.nextElement(), texts);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.stream().map(OpenApiParts::parse).toList();
    }

    private static void read(URL folder, Set<String> texts) throws IOException {
        if (folder.openConnection() instanceof JarURLConnection connection) {
            connection.setUseCaches(false);
            try (var jar = connection.getJarFile()) {
                for (var entry : Collections.list(jar.entries())) {
                    if (entry.getName().startsWith(FOLDER + "/")
                            && entry.getName().endsWith(SUFFIX)) {
                        texts.add(new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        } else {
            try (var files = Files.newDirectoryStream(Path.of(URI.create(folder.toString())), "*" + SUFFIX)) {
                for (var file : files) {
                    texts.add(Files.readString(file));
                }
            }
        }
    }

    static Map<String, Object> parse(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }
}
