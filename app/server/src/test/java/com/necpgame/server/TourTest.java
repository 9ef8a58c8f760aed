package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.platform.testkit.LocalDynamo;
import com.necpgame.server.Tour.Step;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The README's tour, word by word: its commands, in a shell, against a running server, answer what the page shows. Ids,
 * times and tokens may be others; sums, codes and the order of things may not.
 */
class TourTest {
    private static final Path README = SourceTree.ROOT.resolve("README.md");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void isTrue() throws IOException {
        assumeThat(hasCurl()).as("curl is installed").isTrue();
        var tour = Tour.of(Files.readString(README));
        assertThat(tour.steps()).hasSizeGreaterThan(5);
        var port = freePort();
        try (var store = LocalDynamo.inMemory();
                var shell = new Shell()) {
            var server = start(store, port, tour.operatorSecret());
            try {
                for (var step : tour.steps()) {
                    if (step.isRestart()) {
                        server.close();
                        server = start(store, port, tour.operatorSecret());
                    } else {
                        check(step, shell, port);
                    }
                }
            } finally {
                server.close();
            }
        }
    }

    /** What only reads may be asked again: events take their milliseconds. */
    private static void check(Step step, Shell shell, int port) {
        var commands = step.commands().replace("localhost:8080", "localhost:" + port);
        if (step.onlyReads()) {
            await(commands).atMost(PATIENCE).untilAsserted(() -> compare(step, shell.run(commands)));
        } else {
            compare(step, shell.run(commands));
        }
    }

    private static void compare(Step step, String output) {
        assertThat(Tour.shape(output)).as(step.commands()).isEqualTo(Tour.shape(step.output()));
    }

    private static GameServer start(LocalDynamo store, int port, String operatorSecret) {
        return GameServer.over(
                store.client(), "micronaut.server.port", port, "necpgame.identity.operator-secret", operatorSecret);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean hasCurl() {
        try (var shell = new Shell()) {
            return !shell.run("command -v curl").isBlank();
        } catch (IOException e) {
            return false;
        }
    }
}
