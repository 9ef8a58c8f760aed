package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process: how it starts, speaks and ends. */
class ServerProcessTest {
    private static final Pattern READY = Pattern.compile("\"message\":\"Ready on port (\\d+) after (\\d+) ms\"");

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String... settings) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dmicronaut.server.host=127.0.0.1",
                "-Dmicronaut.server.port=-1",
                "-Dnecpgame.content.seed-at-start=false",
                "-Dnecpgame.store.path=" + folder.resolve("data"),
                "-Dtest.routes=true"));
        command.addAll(List.of(settings));
        command.add(Necpgame.class.getName());
        var process = new ProcessBuilder(command)
                .redirectOutput(out().toFile())
                .redirectError(err().toFile())
                .start();
        started.add(process);
        return process;
    }

    private Path out() {
        return folder.resolve("out");
    }

    private Path err() {
        return folder.resolve("err");
    }

    private int port(Process process) throws IOException {
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> READY.matcher(Files.readString(out())).find() || !process.isAlive());
        var ready = READY.matcher(Files.readString(out()));
        assertThat(ready.find()).as("%s", Files.readString(err())).isTrue();
        return Integer.parseInt(ready.group(1));
    }

    @Test
    void finishesARequestThatHadBegunBeforeTheSignal() throws Exception {
        var process = start();
        var port = port(process);
        Awaitility.await().until(() -> Files.readString(err()).contains("curl -s"));
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(15_000);
            send(
                    socket,
                    "POST /test/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 23\r\n\r\n{\"to\":\"ada\",");
            // The next request is answered after the half one was read, as one loop serves both at most.
            assertThat(status(port)).contains("200");

            process.destroy();
            Awaitility.await().until(() -> Files.readString(out()).contains("\"message\":\"Stopping"));
            send(socket, "\"amount\":1}\n");

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .contains("connection: close")
                    .endsWith("{\"to\":\"ada\",\"amount\":1}");
        }
        assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("ended by SIGTERM").isEqualTo(143);
        assertThat(Files.readString(out())).contains("\"message\":\"Stopped\"");
        // A log for machines: one object per line, and what is for people elsewhere.
        for (var line : Files.readAllLines(out())) {
            assertThat(new ObjectMapper().readTree(line).path("message").isTextual())
                    .as(line)
                    .isTrue();
        }
        assertThat(Files.readString(err()))
                .contains("is ready", "http://localhost:" + port + "/docs")
                .doesNotContain("WARN");
    }

    @Test
    void saysInOneLineWhyItDidNotStart() throws Exception {
        var process = start("-Dnecpgame.server.rate-limit.burst=-1");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(err()).strip())
                .isEqualTo("NECPGAME did not start: necpgame.server.rate-limit.burst must be above zero, but is -1");
    }

    private static String status(int port) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            send(socket, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
