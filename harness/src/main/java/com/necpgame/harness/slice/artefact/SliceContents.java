package com.necpgame.harness.slice.artefact;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What is in the zip file of a slice, {@code <module>-<version>-lambda.zip} with {@code lib/<group>.<artifact>-<version>.jar},
 * and what should not be: another module, what only the one JVM has, libraries of tests, two versions of one artifact.
 *
 * @param module by the name of the file
 * @param jars how many
 * @param packedBytes the size of the zip file
 * @param unpackedBytes of all that is in it, as Lambda counts
 * @param objections in words; empty if there are none
 */
public record SliceContents(String module, int jars, long packedBytes, long unpackedBytes, List<String> objections) {
    /** Lambda takes no more in one upload. */
    static final long PACKED_BYTES_MAX = 50L * 1024 * 1024;

    /** The most that Lambda unpacks for a function. */
    static final long UNPACKED_BYTES_MAX = 250L * 1024 * 1024;

    private static final Pattern FILE = Pattern.compile("(.+?)-\\d[^-]*(?:-SNAPSHOT)?-lambda\\.zip");
    private static final Pattern JAR = Pattern.compile("lib/(.+?)-(\\d[^/]*)\\.jar");
    private static final String OURS = "com.necpgame.";

    /** Of ours, beside the module itself. */
    private static final Set<String> PARTS =
            Set.of("lambda", "platform-contracts", "platform-data", "platform-runtime");

    /** Beginnings of what a function has no use for: libraries of tests, a server of its own, an engine for the data. */
    private static final List<String> STRANGERS = List.of(
            "org.junit",
            "org.opentest4j",
            "org.assertj",
            "org.awaitility",
            "org.mockito",
            "net.jqwik",
            "net.bytebuddy",
            "com.amazonaws.DynamoDBLocal",
            "com.amazonaws.aws-java-sdk",
            "com.almworks",
            "org.rocksdb",
            "io.netty",
            "io.micronaut.micronaut-http-server-netty",
            "io.micronaut.test");

    public SliceContents {
        objections = List.copyOf(objections);
    }

    public boolean passed() {
        return objections.isEmpty();
    }

    /** @throws IOException if that is no zip file */
    public static SliceContents of(Path zip) throws IOException {
        var name = FILE.matcher(String.valueOf(zip.getFileName()));
        if (!name.matches()) {
            throw new IOException(zip + " is not called <module>-<version>-lambda.zip");
        }
        var judge = new Judge(name.group(1));
        try (var file = new ZipFile(zip.toFile())) {
            file.stream().filter(entry -> !entry.isDirectory()).forEach(judge::see);
        }
        return judge.judgement(zip.toFile().length());
    }

    private static final class Judge {
        private final String module;
        private final List<String> objections = new ArrayList<>();
        private final TreeMap<String, TreeSet<String>> versions = new TreeMap<>();
        private int jars;
        private long bytes;

        Judge(String module) {
            this.module = module;
        }

        void see(ZipEntry entry) {
            bytes += entry.getSize();
            var jar = JAR.matcher(entry.getName());
            if (!jar.matches()) {
                objections.add(entry.getName() + " is no library in lib/");
                return;
            }
            jars++;
            var artifact = jar.group(1);
            versions.computeIfAbsent(artifact, first -> new TreeSet<>()).add(jar.group(2));
            if (artifact.startsWith(OURS) && !isPart(artifact.substring(OURS.length()))) {
                objections.add(artifact + " is no part of " + module);
            }
            if (STRANGERS.stream().anyMatch(artifact::startsWith)) {
                objections.add(artifact + " is for tests or for the one JVM");
            }
        }

        private boolean isPart(String artifact) {
            return artifact.equals(module) || PARTS.contains(artifact);
        }

        SliceContents judgement(long packed) {
            versions.forEach((artifact, found) -> {
                if (found.size() > 1) {
                    objections.add(artifact + " is here in several versions: " + String.join(", ", found));
                }
            });
            need(module);
            PARTS.stream().sorted().forEach(this::need);
            limit("packed", packed, PACKED_BYTES_MAX);
            limit("unpacked", bytes, UNPACKED_BYTES_MAX);
            return new SliceContents(module, jars, packed, bytes, objections);
        }

        private void need(String artifact) {
            if (!versions.containsKey(OURS + artifact)) {
                objections.add(OURS + artifact + " is missing");
            }
        }

        private void limit(String what, long found, long max) {
            if (found > max) {
                objections.add(found + " bytes " + what + " are more than Lambda's " + max);
            }
        }
    }
}
