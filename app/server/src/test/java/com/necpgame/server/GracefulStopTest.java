package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GracefulStopTest {
    private static boolean refusesConnections(TestServer server) {
        try (var socket = server.socket()) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    @Test
    void finishesWhatIsInFlight() throws Exception {
        var server = TestServer.start("necpgame.server.stop.notice", "1s");
        var routes = server.context().getBean(TestRoutes.class);
        var inFlight = CompletableFuture.supplyAsync(() -> server.get("/test/slow"));
        assertThat(routes.begun.await(10, TimeUnit.SECONDS)).isTrue();

        var stop = CompletableFuture.runAsync(server.context().getBean(GracefulStop.class)::run);

        await().until(() -> server.get("/health/readiness").status() == 503);
        assertThat(server.get("/test/thread").status())
                .as("still serves during the notice")
                .isEqualTo(200);
        await().until(() -> refusesConnections(server));
        assertThat(inFlight).isNotDone();
        assertThat(stop).isNotDone();

        routes.release.countDown();

        assertThat(inFlight.get(10, TimeUnit.SECONDS).text()).isEqualTo("finished");
        stop.get(10, TimeUnit.SECONDS);
        assertThat(server.context().isRunning()).isFalse();
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        var server = TestServer.start("necpgame.server.stop.limit", "500ms");
        var routes = server.context().getBean(TestRoutes.class);
        var inFlight = CompletableFuture.supplyAsync(() -> server.get("/test/slow"));
        assertThat(routes.begun.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture.runAsync(server.context().getBean(GracefulStop.class)::run)
                .get(10, TimeUnit.SECONDS);

        assertThat(server.context().isRunning()).isFalse();
        routes.release.countDown();
        assertThat(inFlight).failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void stopsAtOnceWhenIdle() throws Exception {
        var server = TestServer.start();
        assertThat(server.get("/test/thread").status()).isEqualTo(200);
        var begun = System.nanoTime();
        server.context().getBean(GracefulStop.class).run();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(5);
    }
}
