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

/** Parts of a document, one or more per module: the YAML files of one folder in every jar of the class path. */
final class DocumentParts {
    /** What the build made of each module's controllers. */
    static final String OPEN_API = "META-INF/swagger";

    /** What each module says of its sockets. */
    static final String ASYNC_API = "META-INF/necpgame/asyncapi";

    private static final String SUFFIX = ".yml";

    private DocumentParts() {}

    /** In an order that depends on nothing but their text, so that the merged document is always the same. */
    static List<Map<String, Object>> read(ClassLoader loader, String folder) {
        var texts = new TreeSet<String>();
        try {
            for (var folders = loader.getResources(folder); folders.hasMoreElements(); ) {
                read(folders.nextElement(), folder, texts);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.stream().map(DocumentParts::parse).toList();
    }

    private static void read(URL url, String folder, Set<String> texts) throws IOException {
        if (url.openConnection() instanceof JarURLConnection connection) {
            connection.setUseCaches(false);
            try (var jar = connection.getJarFile()) {
                for (var entry : Collections.list(jar.entries())) {
                    if (entry.getName().startsWith(folder + "/")
                            && entry.getName().endsWith(SUFFIX)) {
                        texts.add(new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        } else {
            try (var files = Files.newDirectoryStream(Path.of(URI.create(url.toString())), "*" + SUFFIX)) {
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
