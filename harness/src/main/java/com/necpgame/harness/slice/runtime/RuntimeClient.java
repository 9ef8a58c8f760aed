package com.necpgame.harness.slice.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** AWS's runtime interface client: the program that fetches a function's work. The build puts its jars beside the harness. */
public final class RuntimeClient {
    public static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** The client's native part where it is unpacked. */
    public static final String NATIVE = "libaws-lambda-jni.so";

    private static final String NATIVE_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final String FOLDER = "ric";

    private RuntimeClient() {}

    /** Its jars in the order of their names. */
    public static List<Path> jars() {
        return jars(folder());
    }

    /**
     * The jars of a folder in the order of their names, which is the same on every machine. A class path of {@code lib/*} has the order of the
     * folder.
     */
    public static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted((one, other) -> one.getFileName()
                            .toString()
                            .compareTo(other.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no jars in " + folder, e);
        }
    }

    static String classPath(Stream<Path> jars) {
        return jars.map(jar -> jar.toAbsolutePath().toString()).collect(Collectors.joining(":"));
    }

    /** The program that this one runs on. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * The option that names the client's native part. Without it each process unpacks it to the same place in {@code /tmp}, and those that
     * start at the same time load half of it.
     */
    public static String nativeOption(Path library) {
        return "-D" + NATIVE_PROPERTY + "=" + library.toAbsolutePath();
    }

    /** The client's native part for this machine, unpacked once beside its jars. */
    public static Path nativeLibrary() {
        var library = folder().resolve(NATIVE);
        if (Files.exists(library)) {
            return library;
        }
        try (var jar = new ZipFile(clientJar().toFile())) {
            var machine = "aarch64".equals(System.getProperty("os.arch")) ? "aarch_64" : "x86_64";
            var unpacked = Files.createTempFile(folder(), "native", ".tmp");
            try (var in = jar.getInputStream(jar.getEntry("jni/libaws-lambda-jni.linux-" + machine + ".so"))) {
                Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
            }
            return Files.move(unpacked, library, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("no native part of the runtime interface client", e);
        }
    }

    private static Path clientJar() {
        return jars().stream()
                .filter(jar -> jar.getFileName().toString().startsWith("aws-lambda-java-runtime-interface-client"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no runtime interface client in " + folder()));
    }

    private static Path folder() {
        try {
            var code = RuntimeClient.class.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(code.toURI()).resolveSibling(FOLDER);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
