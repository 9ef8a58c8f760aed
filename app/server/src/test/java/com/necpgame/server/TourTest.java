package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.embedded.TemporaryDynamo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The README's tour, word by word: its commands, in a shell, against a running server, answer what the page shows. Ids,
 * times and tokens may be others; sums, codes and the order of things may not.
 */
class TourTest {
    private static final Path README = SourceTree.ROOT.resolve("README.md");

    @Test
    void isTrue() throws IOException {
        Shell.assumeCurl();
        var tour = Tour.of(Files.readString(README), "A tour");
        assertThat(tour.steps()).hasSizeGreaterThan(5);
        try (var store = TemporaryDynamo.open();
                var shell = new Shell()) {
            var server = Tour.onFreePort(free -> start(store, free, tour.operatorSecret()));
            var port = server.uri().getPort();
            try {
                for (var step : tour.steps()) {
                    if (step.isRestart()) {
                        server.close();
                        server = Tour.onItsPort(() -> start(store, port, tour.operatorSecret()));
                    } else {
                        Tour.check(step, shell, port);
                    }
                }
            } finally {
                server.close();
            }
        }
    }

    private static GameServer start(TemporaryDynamo store, int port, String operatorSecret) {
        return GameServer.over(
                store.client(), "micronaut.server.port", port, "necpgame.identity.operator-secret", operatorSecret);
    }
}
