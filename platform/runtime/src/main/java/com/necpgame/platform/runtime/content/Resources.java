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
import java.util.jar.JarEntry;

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
        var folder = connection.getEntryName().replaceAll("/*$", "/");
        try (var jar = connection.getJarFile()) {
            return jar.stream()
                    .filter(entry -> isDirectlyIn(folder, entry.getName()))
                    .map(entry -> resource(connection.getJarFileURL(), folder, entry))
                    .toList();
        }
    }

    private static boolean isDirectlyIn(String folder, String entry) {
        return entry.length() > folder.length()
                && entry.startsWith(folder)
                && entry.substring(folder.length(), entry.length() - 1).indexOf('/') < 0;
    }

    private static Resource resource(URL jar, String folder, JarEntry entry) {
        try {
            var path = new URI(null, null, "/" + entry.getName(), null).getRawPath();
            var name = entry.getName().substring(folder.length()).replace("/", "");
            return new Resource(name, URI.create("jar:" + jar + "!" + path), entry.isDirectory());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(entry + " in " + jar + " is no path", e);
        }
    }

    private static List<Resource> sorted(List<Resource> resources) {
        return resources.stream().sorted(Comparator.comparing(Resource::name)).toList();
    }
}
