package com.necpgame.harness.slice.local;

import com.necpgame.harness.server.ServerDied;
import com.necpgame.harness.slice.runtime.Archive;
import com.necpgame.harness.slice.runtime.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a module's function is made of.
 *
 * @param name of the file or of the module's folder; what the slice says of itself counts more
 * @param shape how it is run
 * @param path the zip, or the folder of the image layout
 */
record Artefact(String name, Shape shape, Path path) {
    private static final Pattern ZIP = Pattern.compile("(.+)-[0-9][^/]*-lambda\\.zip");
    private static final String IMAGE = "image";
    private static final int DEPTH_MAX = 3;

    /**
     * The artefacts in a folder: of one module or, in {@code <module>/target/}, of many. They are in order of names.
     *
     * @throws ServerDied if there is none
     */
    static List<Artefact> in(Path folder, Shape shape) {
        try (Stream<Path> files = Files.walk(folder, DEPTH_MAX)) {
            List<Artefact> found = files.flatMap(file -> of(file, shape))
                    .sorted((a, b) -> a.name.compareTo(b.name))
                    .toList();
            if (found.isEmpty()) {
                throw ServerDied.because("there is no slice of the shape " + shape + " in " + folder + "; `make slices`"
                        + " makes them");
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Artefact> of(Path file, Shape shape) {
        if (shape == Shape.IMAGE) {
            boolean isImage = file.endsWith(IMAGE) && Files.isExecutable(file.resolve("run"));
            return isImage ? Stream.of(new Artefact(moduleOf(file), shape, file)) : Stream.empty();
        }
        Matcher name = ZIP.matcher(file.getFileName().toString());
        return name.matches() && !isOfNoModule(file)
                ? Stream.of(new Artefact(name.group(1), shape, file))
                : Stream.empty();
    }

    /** The build makes one of the parent of all modules too, which has no code. */
    private static boolean isOfNoModule(Path zip) {
        Path target = zip.toAbsolutePath().getParent();
        return target != null && target.endsWith("target") && !Files.exists(target.resolveSibling("src"));
    }

    /** {@code economy/target/image}. */
    private static String moduleOf(Path image) {
        Path module = image.toAbsolutePath().resolve("../..").normalize();
        return String.valueOf(module.getFileName());
    }

    /** The folder with the code, unpacked below another one if need be. */
    Path unpack(Path below) throws IOException {
        if (shape == Shape.IMAGE) {
            return path;
        }
        Path code = Files.createDirectories(below.resolve(name)).toAbsolutePath();
        Archive.unpack(path, code);
        return code;
    }
}
