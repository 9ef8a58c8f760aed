package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.platform.runtime.socket.Connections;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listeners that do not take what is for them, and those beside them who do. */
class SlowListenerTest {
    /** {@code -Dstalled=10} for the server's own; two in every build. */
    private static final Duration STALLED_MAX = Duration.ofSeconds(Long.getLong("stalled", 2));

    private static final int FRAME_BYTES = 656;

    private final TestServer server = TestServer.start(
            "necpgame.server.rate-limit.enabled",
            false,
            "necpgame.modules.voice",
            false,
            "necpgame.server.socket.close-within",
            "1s",
            "test.socket.stalled",
            STALLED_MAX.toMillis() + "ms");
    private final TestSocket route = server.context().getBean(TestSocket.class);
    private final Connections connections = server.context().getBean(Connections.class);
    private final MeterRegistry meters = server.context().getBean(MeterRegistry.class);

    @AfterEach
    void stop() {
        server.close();
    }

    /** The bar: at most 64 KiB held, put out after its time, the others unharmed. */
    @Test
    void putsOutAListenerThatStopsReading() throws Exception {
        route.quiet = true;
        try (var speaker = RawWebSocket.open(server);
                var good = RawWebSocket.open(server);
                var stopped = RawWebSocket.open(server, 4_096)) {
            var sent = new AtomicInteger();
            var talks = new AtomicBoolean(true);
            var begun = System.nanoTime();
            var talk = Thread.ofVirtual().start(() -> talk(speaker, sent, talks));
            var worst = 0L;
            for (int i = 0; route.requests.containsKey(stopped.id); i++) {
                var heard = ByteBuffer.wrap(good.read().payload());
                worst = Math.max(worst, System.nanoTime() - heard.getLong(8));
                assertThat(heard.getInt()).as("nothing is lost for the others").isEqualTo(i);
            }
            var took = Duration.ofNanos(System.nanoTime() - begun);
            talks.set(false);
            talk.join();

            assertThat(took).isGreaterThan(STALLED_MAX).isLessThan(STALLED_MAX.plusSeconds(6));
            assertThat(Duration.ofNanos(worst)).isLessThan(Duration.ofMillis(500));
            assertThat(meters.get("necpgame.socket.held").summary().max()).isBetween(1.0, 65_536.0);
            assertThat(ended("4408")).isOne();
            assertThat(dropped("full")).as("the oldest made room").isPositive();
            assertThat(connections.send(stopped.id, "x")).isEqualTo(Connections.Sent.GONE);
            System.out.printf(
                    "sent %d; worst age at the good listener %d ms; held at most %.0f B; out after %d ms%n",
                    sent.get(),
                    worst / 1_000_000,
                    meters.get("necpgame.socket.held").summary().max(),
                    took.toMillis());
        }
    }

    /** Some thousand frames a second, so that the kernel's buffers are full at once. */
    private static void talk(RawWebSocket speaker, AtomicInteger sent, AtomicBoolean talks) {
        while (talks.get()) {
            var frame = ByteBuffer.allocate(FRAME_BYTES);
            frame.putInt(sent.getAndIncrement()).putInt(0).putLong(System.nanoTime());
            speaker.binary(frame.array());
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    private double dropped(String cause) {
        return meters.get("necpgame.socket.frames")
                .tags("outcome", "dropped", "cause", cause)
                .counter()
                .count();
    }

    private double ended(String code) {
        return meters.get("necpgame.socket.ended").tag("code", code).counter().count();
    }

    /** What it has missed while it paused is old: it hears what is said now, and is told in time why it was put out. */
    @Test
    void dropsWhatGrewOldForAListenerThatPauses() throws Exception {
        try (var listener = RawWebSocket.open(server, 4_096)) {
            var audience = connections.audience(List.of(listener.id));
            fill(audience);
            await().until(() -> dropped("full") > 0);
            var late = System.nanoTime() + 2 * TestSocket.MAX_AGE.toNanos();
            await().until(() -> System.nanoTime() > late);

            var drained = Thread.ofVirtual().start(() -> readUntil(listener, "fresh"));
            await().atMost(Duration.ofSeconds(5)).until(() -> {
                connections.publish(audience, "fresh", TestSocket.MAX_AGE);
                return !drained.isAlive();
            });

            assertThat(dropped("stale")).isPositive();
            assertThat(meters.get("necpgame.socket.queue.age").timer().max(TimeUnit.MILLISECONDS))
                    .isLessThanOrEqualTo(TestSocket.MAX_AGE.toMillis() + 1);
        }
    }

    private void fill(Connections.Audience audience) {
        for (int i = 0; i < 2_000; i++) {
            connections.publish(audience, new byte[FRAME_BYTES], TestSocket.MAX_AGE);
        }
    }

    private static void readUntil(RawWebSocket listener, String text) {
        try {
            while (!listener.read().text().equals(text)) {
                // Older.
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A text that must not be dropped drops others; where that does not help, the connection ends. */
    @Test
    void endsAConnectionThatHasNoRoomForWhatMustNotBeDropped() throws Exception {
        try (var listener = RawWebSocket.open(server, 4_096)) {
            var audience = connections.audience(List.of(listener.id));
            fill(audience);
            await().until(() -> dropped("full") > 0);
            var text = "x".repeat(20_000);
            for (int i = 0; i < 3; i++) {
                assertThat(connections.send(listener.id, text)).isEqualTo(Connections.Sent.OK);
            }
            connections.send(listener.id, text);
            await().until(() -> ended("4408") == 1);
            await().until(() -> !route.requests.containsKey(listener.id));
            assertThat(meters.get("necpgame.socket.held").summary().max()).isLessThanOrEqualTo(65_536.0);
        }
    }

    /** However long a single message is, whoever takes what is sent gets it. */
    @Test
    void sendsAMessageLongerThanTheQueue() throws Exception {
        try (var listener = RawWebSocket.open(server)) {
            var text = "x".repeat(TestSocket.QUEUE_BYTES_MAX * 2);
            connections.publish(connections.audience(List.of(listener.id)), text, TestSocket.MAX_AGE);
            assertThat(listener.readText()).isEqualTo(text);
        }
    }
}
