package com.necpgame.platform.runtime.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Files by name, from a folder on disk or from every folder of one name on the class path.
 *
 * <p>The class path is listed through its folders and the jars' own entries, which works for classes in a folder, for
 * a jar beside the others, and for one jar that holds them all. A jar must have entries for its folders, as Maven's have.
 */
final class Resources {
    /** @param name without its folder; {@code folder} is true for what is no file */
    record Resource(String name, URI uri, boolean folder) {
        InputStream open() throws IOException {
            var connection = uri.toURL().openConnection();
            connection.setUseCaches(false);
            return connection.getInputStream();
        }
    }

    private Resources() {}

    /** By name; the same name more than once where several jars have it. */
    static List<Resource> onClassPath(ClassLoader loader, String folder) {
        try {
            var found = new ArrayList<Resource>();
            for (var root : Collections.list(loader.getResources(folder))) {
                found.addAll(list(root));
            }
            return sorted(found);
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be searched for " + folder, e);
        }
    }

    /** @throws IOException if there is no such folder, or it cannot be listed */
    static List<Resource> inFolder(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return sorted(files.map(Resources::resource).toList());
        }
    }

    private static Resource resource(Path path) {
        return new Resource(path.getFileName().toString(), path.toUri(), Files.isDirectory(path));
    }

    private static List<Resource> list(URL root) throws IOException {
        try {
            return root.openConnection() instanceof JarURLConnection jar
                    ? entries(jar)
                    : inFolder(Path.of(root.toURI()));
        } catch (URISyntaxException e) {
            throw new IOException(root + " is no URI", e);
        }
    }

    private static List<Resource> entries(JarURLConnection connection) throws IOException {
        connection.setUseCaches(false);
        var prefix = connection.getEntryName().replaceAll("/*$", "/");
        var found = new ArrayList<Resource>();
        try (var jar = connection.getJarFile()) {
            for (var entry : Collections.list(jar.entries())) {
                var name = entry.getName().startsWith(prefix) ? entry.getName().substring(prefix.length()) : "";
                var slash = name.indexOf('/');
                if (!name.isEmpty() && (slash < 0 || slash == name.length() - 1)) {
                    var uri = "jar:" + connection.getJarFileURL() + "!/" + entry.getName();
                    found.add(new Resource(name.replace("/", ""), URI.create(uri), entry.isDirectory()));
                }
            }
        }
        return found;
    }

    private static List<Resource> sorted(List<Resource> resources) {
        return resources.stream().sorted(Comparator.comparing(Resource::name)).toList();
    }
}
