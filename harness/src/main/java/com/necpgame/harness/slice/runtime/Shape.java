package com.necpgame.harness.slice.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How the code of a function is put before the runtime interface client. */
public enum Shape {
    /** As Lambda's own runtime does with a zip: the client has a loader of its own for {@code lib/*.jar} of the task root. */
    ZIP {
        @Override
        List<String> command(Path code, String handler) {
            return client(RuntimeClient.jars().stream(), handler);
        }

        @Override
        Path start(Path code) {
            return code;
        }
    },
    /** One class path of the client and the code. */
    FLAT {
        @Override
        List<String> command(Path code, String handler) {
            var own = RuntimeClient.jars(code.resolve(LIB)).stream();
            return client(Stream.concat(RuntimeClient.jars().stream(), own), handler);
        }

        @Override
        Path start(Path code) {
            // The client would see the jars a second time if they stood in its task root.
            return code.resolve("work");
        }
    },
    /** As a container image does: by the layout's own start script. */
    IMAGE {
        @Override
        List<String> command(Path code, String handler) {
            return List.of(code.resolve("run").toAbsolutePath().toString(), handler);
        }

        @Override
        Path start(Path code) {
            return code.resolve("work");
        }
    };

    /** The handler of every slice. */
    public static final String HANDLER = "com.necpgame.lambda.Function";

    /** What Lambda's Java runtimes are started with, as far as it matters here. */
    public static final List<String> OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m", "--enable-native-access=ALL-UNNAMED");

    private static final String LIB = "lib";

    abstract List<String> command(Path code, String handler);

    abstract Path start(Path code);

    /**
     * A function of this shape.
     *
     * @param code the folder with the code: an unpacked zip, or an image layout
     */
    public FunctionSpec of(
            String name, Path code, String handler, Map<String, String> environment, FunctionLimits limits) {
        var start = start(code).toAbsolutePath();
        var all = new TreeMap<>(Map.of(
                "LAMBDA_TASK_ROOT", start.toString(),
                "_HANDLER", handler,
                "JAVA_HOME", System.getProperty("java.home")));
        all.putAll(environment);
        return new FunctionSpec(name, command(code, handler), all, start, limits);
    }

    private static List<String> client(Stream<Path> classPath, String handler) {
        var command = new ArrayList<String>();
        command.add(RuntimeClient.java());
        command.addAll(OPTIONS);
        command.add(RuntimeClient.nativeOption(RuntimeClient.nativeLibrary()));
        command.addAll(List.of("-cp", RuntimeClient.classPath(classPath), RuntimeClient.MAIN, handler));
        return command;
    }
}
