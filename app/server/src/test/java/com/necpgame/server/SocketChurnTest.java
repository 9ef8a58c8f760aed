package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.necpgame.platform.runtime.socket.Connections;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Clients that come and go by the thousand, in every way there is. Netty's leak detector watches every buffer. */
class SocketChurnTest {
    private static final int THREADS = 8;
    private static final int CHURN = 500;
    private static final int CHURN_SOAK = 10_000;
    /** Often, and yet so that two processors do more than this beside the leak detector. */
    private static final long PUBLISH_EVERY_NANOS = 2_000_000;

    private static final long HEAP_GROWTH_BYTES_MAX = 32L * 1024 * 1024;

    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
    private final ListAppender<ILoggingEvent> leaks = new ListAppender<>();
    private final Logger leakLog = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    private TestServer server = TestServer.start(
            "necpgame.server.rate-limit.enabled",
            false,
            "necpgame.modules.voice",
            false,
            "logger.levels.necpgame.access",
            "WARN",
            "necpgame.server.socket.close-within",
            "500ms",
            "necpgame.server.socket.drain",
            "1s");
    private final TestSocket route = server.context().getBean(TestSocket.class);

    @BeforeEach
    void watch() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        route.quiet = true;
        leaks.start();
        leakLog.addAppender(leaks);
    }

    @AfterEach
    void stop() {
        server.close();
        ResourceLeakDetector.setLevel(level);
        leakLog.detachAppender(leaks);
    }

    @Test
    void forgetsWhoLeft() throws Exception {
        churn(CHURN);
    }

    @Test
    @Tag("soak")
    void forgetsTenThousand() throws Exception {
        churn(CHURN);
        var before = heap();
        churn(CHURN_SOAK);
        assertThat(heap() - before).isLessThan(HEAP_GROWTH_BYTES_MAX);
    }

    private void churn(int clients) throws Exception {
        var opened = route.opened.get();
        var left = new AtomicInteger(clients);
        long seed = Long.getLong("seed", 4);
        var random = new SplittableRandom(seed);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                var mine = random.split();
                threads.execute(() -> {
                    while (left.getAndDecrement() > 0) {
                        comeAndGo(mine);
                    }
                });
            }
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> route.closed.get() == route.opened.get());
        assertThat(route.opened.get() - opened).as("seed %s", seed).isBetween(clients / 2, clients);
        assertThat(route.requests).isEmpty();
        assertThat(openConnections()).isZero();
        assertNoLeak();
    }

    /** Some leave before they are in, some without a word, some while much is on its way to them. */
    private void comeAndGo(SplittableRandom random) {
        try {
            if (random.nextInt(10) == 0) {
                RawWebSocket.requested(server, TestSocket.PATH).close();
                return;
            }
            try (var client = RawWebSocket.open(server)) {
                switch (random.nextInt(4)) {
                    case 0 -> client.frame(true, RawWebSocket.CLOSE, new byte[] {0x03, (byte) 0xE8});
                    case 1 -> client.text("close");
                    case 2 -> client.frame(false, RawWebSocket.BINARY, new byte[random.nextInt(60_000)]);
                    default -> client.binary(new byte[random.nextInt(1_000)]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            // The server was quicker to close.
        }
    }

    private double openConnections() {
        return server.context()
                .getBean(MeterRegistry.class)
                .get("necpgame.socket.connections")
                .gauge()
                .value();
    }

    /** A leak is reported when a later buffer is made, after the garbage collector has found it. */
    private void assertNoLeak() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            assertThat(server.get("/test/thread").status()).isEqualTo(200);
        }
        assertThat(leaks.list).isEmpty();
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** An audience is a picture of a moment: whoever of it has left since is passed over. */
    @Test
    void publishesWhileMembersComeAndGo() throws Exception {
        var connections = server.context().getBean(Connections.class);
        var stop = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(3);
                var stays = RawWebSocket.open(server)) {
            for (int i = 0; i < 2; i++) {
                threads.execute(() -> {
                    while (!stop.get()) {
                        var audience = connections.audience(List.copyOf(route.requests.keySet()));
                        connections.publish(audience, new byte[656], TestSocket.MAX_AGE);
                        LockSupport.parkNanos(PUBLISH_EVERY_NANOS);
                    }
                });
            }
            threads.execute(() -> readAll(stays));
            try {
                churnBesides(connections);
            } finally {
                stop.set(true);
                connections.publish(connections.audience(List.of(stays.id)), "end", Duration.ofSeconds(10));
            }
        }
        await().until(() -> route.closed.get() == route.opened.get());
        assertNoLeak();
    }

    private void churnBesides(Connections connections) throws Exception {
        for (int i = 0; i < 100; i++) {
            try (var client = RawWebSocket.open(server)) {
                assertThat(client.read().opcode()).isEqualTo(RawWebSocket.BINARY);
                if (i % 2 == 0) {
                    connections.close(client.id, 4403, "out");
                }
            }
        }
    }

    private static void readAll(RawWebSocket client) {
        try {
            while (client.read().opcode() != RawWebSocket.TEXT) {
                // Until the end.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everybody is told, not all in the same moment; the routes know before the rest of the server goes. */
    @Test
    void endsAllWhenTheServerStops() throws Exception {
        var clients = new java.util.ArrayList<RawWebSocket>();
        for (int i = 0; i < 20; i++) {
            clients.add(RawWebSocket.open(server));
        }
        var begun = System.nanoTime();
        var stop = Thread.ofVirtual().start(server.context().getBean(GracefulStop.class)::run);
        for (var client : clients) {
            assertThat(client.readClose()).isEqualTo(4503);
            client.close();
        }
        stop.join();
        assertThat(route.closed.get()).isEqualTo(20);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(800), Duration.ofSeconds(5));
        server = TestServer.start("necpgame.modules.voice", false);
    }
}
