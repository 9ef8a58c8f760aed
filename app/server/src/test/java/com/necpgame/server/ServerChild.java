package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The server in a process of its own on a free port, so that it can be killed. Its output is beside its data. */
final class ServerChild extends GameClient implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Ready on port (\\d+) after (\\d+) ms");

    private final Process process;

    private ServerChild(Process process, int port) {
        super(URI.create("http://127.0.0.1:" + port));
        this.process = process;
    }

    /** @param settings {@code name=value} */
    static ServerChild start(Path folder, String... settings) throws IOException {
        var out = Files.createDirectories(folder).resolve("out");
        var err = folder.resolve("err");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dmicronaut.server.host=127.0.0.1",
                "-Dmicronaut.server.port=-1",
                "-Dnecpgame.content.path=../../content",
                "-Dnecpgame.identity.operator-secret=" + OPERATOR_SECRET,
                "-Dnecpgame.server.rate-limit.enabled=false",
                "-Dnecpgame.store.path=" + folder.resolve("data")));
        for (var setting : settings) {
            command.add("-D" + setting);
        }
        command.add(Necpgame.class.getName());
        var process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new ServerChild(process, port(process, out, err));
    }

    private static int port(Process process, Path out, Path err) throws IOException {
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> READY.matcher(Files.readString(out)).find() || !process.isAlive());
        var ready = READY.matcher(Files.readString(out));
        assertThat(ready.find()).as("%s", Files.readString(err)).isTrue();
        return Integer.parseInt(ready.group(1));
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
