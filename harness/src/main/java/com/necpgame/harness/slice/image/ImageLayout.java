package com.necpgame.harness.slice.image;

import com.necpgame.harness.slice.runtime.Archive;
import com.necpgame.harness.slice.runtime.RuntimeClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder that a function's container image is made of, and that runs as it is:
 *
 * <pre>
 *  run              starts the function
 *  lib/             slice.jar, which is the function, its libraries and the runtime interface client; the client's native part
 *  work/            empty: the task root, in which the client finds no second copy of the code
 *  Dockerfile
 *  slice.services   the classes that the framework finds as its services, so that it need not look
 *  slice.aot        a recording of a start, made last
 *  slice.aot.stamp  what it holds for: SHA-256 of the jar, and of the JVM's release
 *  slice.aot.glance names, sizes and times of the same, for a quick look
 * </pre>
 */
public final class ImageLayout {
    static final String RECORDING = "slice.aot";
    static final String JAR = "slice.jar";

    private static final List<String> FILES = List.of("run", "Dockerfile");
    private static final Pattern VERSION = Pattern.compile("(?:.*\\.)?([a-z][a-z0-9-]*?)-[0-9][^/]*\\.jar");

    private final Path folder;

    public ImageLayout(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** Lays out a slice. What was in the folder goes. */
    public void make(Path zip) throws IOException {
        delete(folder);
        Files.createDirectories(folder);
        Archive.unpack(zip, folder);
        complete();
    }

    /** Lays out these jars. What was in the folder goes. */
    public void make(List<Path> jars) throws IOException {
        delete(folder);
        Files.createDirectories(lib());
        for (var jar : jars) {
            Files.copy(jar, lib().resolve(jar.getFileName()));
        }
        complete();
    }

    private void complete() throws IOException {
        addClient();
        merge();
        Files.createDirectories(folder.resolve("work"));
        for (var name : FILES) {
            try (var in = Objects.requireNonNull(ImageLayout.class.getResourceAsStream(name))) {
                Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!run().toFile().setExecutable(true)) {
            throw new IOException("cannot make " + run() + " executable");
        }
    }

    private void merge() throws IOException {
        var jars = RuntimeClient.jars(lib());
        MergedJar.write(jars, lib().resolve(JAR));
        for (var jar : jars) {
            Files.delete(jar);
        }
    }

    /** The client's jars are the ones that count where the function has older ones of the same name. */
    private void addClient() throws IOException {
        var client = RuntimeClient.jars();
        var names = client.stream().map(ImageLayout::artefact).collect(Collectors.toSet());
        for (var jar : RuntimeClient.jars(lib())) {
            if (names.contains(artefact(jar))) {
                Files.delete(jar);
            }
        }
        for (var jar : client) {
            Files.copy(jar, lib().resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        var library = RuntimeClient.nativeLibrary();
        Files.copy(library, lib().resolve(RuntimeClient.NATIVE), StandardCopyOption.REPLACE_EXISTING);
    }

    /** {@code aws-lambda-java-core} of {@code com.amazonaws.aws-lambda-java-core-1.3.0.jar}. */
    private static String artefact(Path jar) {
        Matcher name = VERSION.matcher(jar.getFileName().toString());
        return name.matches() ? name.group(1) : jar.getFileName().toString();
    }

    public Path folder() {
        return folder;
    }

    public Path run() {
        return folder.resolve("run");
    }

    public Path lib() {
        return folder.resolve("lib");
    }

    public Path recording() {
        return folder.resolve(RECORDING);
    }

    /** Notes what the recording holds for, after the last file was written. */
    void stamp() throws IOException {
        if (script("--stamp") != 0) {
            throw new IOException("cannot stamp " + recording());
        }
    }

    /** Whether there is a recording, and it holds for the jars to the last byte. */
    public boolean isRecorded() throws IOException {
        return script("--check") == 0;
    }

    private int script(String argument) throws IOException {
        var builder = new ProcessBuilder(run().toString(), argument).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
