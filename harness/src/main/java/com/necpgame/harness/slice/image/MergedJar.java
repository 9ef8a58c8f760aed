package com.necpgame.harness.slice.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Many jars as one, which says the same: a start opens each jar of a class path, reads its manifest, and makes what it knows of its packages.
 *
 * <p>Lists of services are joined. Classes for a certain release of Java take the place of those for all, as a JVM of {@link #RELEASE} would
 * see them. Texts of licences are kept by the name of their jar. Manifests, signatures and descriptions of modules have no meaning here.
 */
final class MergedJar {
    /** The release of Java that runs it. */
    static final Runtime.Version RELEASE = Runtime.Version.parse("25");

    private static final String META = "META-INF/";
    private static final Pattern LEFT_OUT = Pattern.compile(
            "META-INF/(MANIFEST\\.MF|INDEX\\.LIST|[^/]+\\.(SF|RSA|DSA|EC)|versions/.*)|module-info\\.class");
    private static final Pattern LEGAL =
            Pattern.compile("(?:META-INF/)?([^/]*(?:LICEN[CS]E|NOTICE|DEPENDENCIES|COPYRIGHT)[^/]*)");

    /** The same for the same jars, to the byte. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private MergedJar() {}

    /**
     * Writes the jar.
     *
     * @param jars in the order of their class path: what several have, the first gives
     * @throws IOException if one cannot be read, or two differ in what a program may look for in both
     */
    static void write(List<Path> jars, Path target) throws IOException {
        var merged = new MergedJar();
        for (var jar : jars) {
            merged.add(jar);
        }
        try (var out = new ZipOutputStream(Files.newOutputStream(target))) {
            for (var entry : merged.entries.entrySet()) {
                var header = new ZipEntry(entry.getKey());
                header.setTimeLocal(TIME);
                out.putNextEntry(header);
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
    }

    private void add(Path jar) throws IOException {
        for (var entry : read(jar).entrySet()) {
            add(jar, entry.getKey(), entry.getValue());
        }
    }

    private void add(Path jar, String name, byte[] content) throws IOException {
        var known = entries.putIfAbsent(name, content);
        if (known == null) {
            return;
        }
        if (name.startsWith("META-INF/services/") && !name.endsWith("/")) {
            entries.put(name, joined(known, content));
        } else if (!name.startsWith(META) && !Arrays.equals(known, content)) {
            throw new IOException(jar.getFileName() + " and a jar before it differ in " + name);
        }
    }

    private static byte[] joined(byte[] some, byte[] more) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(some);
        both.write('\n');
        both.writeBytes(more);
        return both.toByteArray();
    }

    /** As a JVM of the release sees it. */
    private static Map<String, byte[]> read(Path jar) throws IOException {
        var read = new LinkedHashMap<String, byte[]>();
        try (var file = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, RELEASE)) {
            for (var entry : file.versionedStream().toList()) {
                var name = entry.getName();
                if (!LEFT_OUT.matcher(name).matches()) {
                    read.put(kept(jar, name), content(file, entry));
                }
            }
        }
        return read;
    }

    private static String kept(Path jar, String name) {
        Matcher legal = LEGAL.matcher(name);
        return legal.matches() ? META + "legal/" + jar.getFileName() + "/" + legal.group(1) : name;
    }

    private static byte[] content(JarFile file, JarEntry entry) throws IOException {
        try (var in = file.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
