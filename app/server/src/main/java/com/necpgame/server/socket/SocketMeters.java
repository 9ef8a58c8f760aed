package com.necpgame.server.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What became of frames and connections, for operators. */
@Singleton
final class SocketMeters {
    private static final String FRAMES = "necpgame.socket.frames";
    private static final Duration AGE_MIN = Duration.ofNanos(100_000);
    private static final Duration AGE_MAX = Duration.ofSeconds(2);

    private final MeterRegistry registry;
    private final Counter sent;
    private final Map<Cause, Counter> dropped = new EnumMap<>(Cause.class);
    private final Timer relay;
    private final Timer queueAge;
    private final DistributionSummary held;

    /** Why a frame was dropped. */
    enum Cause {
        /** It was older than its publisher lets it become, before it reached the connection's queue. */
        LATE,
        /** It grew too old in the connection's queue. */
        STALE,
        /** A newer one needed its room. */
        FULL,
        /** The connection had ended. */
        GONE
    }

    SocketMeters(@Nullable MeterRegistry registry) {
        this.registry = registry == null ? new SimpleMeterRegistry() : registry;
        sent = frames("sent", "none");
        for (var cause : Cause.values()) {
            dropped.put(cause, frames("dropped", cause.name().toLowerCase(java.util.Locale.ROOT)));
        }
        relay = age("necpgame.socket.relay", "From publishing to the last write to the sockets of one event loop");
        queueAge = age("necpgame.socket.queue.age", "How long a frame that was sent had waited for its connection");
        held = DistributionSummary.builder("necpgame.socket.held")
                .description("What one connection holds when it does not take a frame at once")
                .baseUnit("bytes")
                .register(this.registry);
    }

    private Counter frames(String outcome, String cause) {
        return Counter.builder(FRAMES)
                .description("Frames to connections")
                .tag("outcome", outcome)
                .tag("cause", cause)
                .register(registry);
    }

    private Timer age(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .minimumExpectedValue(AGE_MIN)
                .maximumExpectedValue(AGE_MAX)
                .register(registry);
    }

    void countConnections(java.util.function.Supplier<Number> open) {
        io.micrometer.core.instrument.Gauge.builder("necpgame.socket.connections", open)
                .description("Open WebSockets")
                .register(registry);
    }

    void sent(long frames) {
        sent.increment(frames);
    }

    void dropped(Cause cause, long frames) {
        if (dropped.get(cause) instanceof Counter counter) {
            counter.increment(frames);
        }
    }

    void relayed(long nanos) {
        relay.record(nanos, TimeUnit.NANOSECONDS);
    }

    void waited(long nanos) {
        queueAge.record(nanos, TimeUnit.NANOSECONDS);
    }

    void held(long bytes) {
        held.record(bytes);
    }

    /** @param code with which the server ended a connection */
    void ended(int code) {
        registry.counter("necpgame.socket.ended", "code", Integer.toString(code))
                .increment();
    }
}
