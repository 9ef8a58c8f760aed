package com.necpgame.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The jar or the folder of classes that a class comes from.
 *
 * @param location a file or a folder
 */
record ClassPathRoot(URI location) {
    static ClassPathRoot of(Class<?> type) {
        try {
            return new ClassPathRoot(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The files of one folder that end so, without that end, in order. */
    List<String> names(String folder, String suffix) {
        return texts(folder, suffix).keySet().stream().toList();
    }

    /** What is in them, by their names. */
    Map<String, String> texts(String folder, String suffix) {
        var path = Path.of(location);
        if (Files.isDirectory(path)) {
            return read(path.resolve(folder), suffix);
        }
        try (var jar = FileSystems.newFileSystem(path)) {
            return read(jar.getPath(folder), suffix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> read(Path folder, String suffix) {
        var texts = new TreeMap<String, String>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, "*" + suffix)) {
                for (var file : files) {
                    var name = file.getFileName().toString();
                    texts.put(name.substring(0, name.length() - suffix.length()), Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }
}
