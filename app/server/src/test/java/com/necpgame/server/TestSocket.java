package com.necpgame.server;

import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.platform.runtime.socket.SocketLimits;
import com.necpgame.platform.runtime.socket.SocketRequest;
import com.necpgame.platform.runtime.socket.SocketRoute;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** What a module's socket route looks like, as far as the edge can tell: does what the client asks for, and notes all. */
@Singleton
@Requires(property = "test.routes")
final class TestSocket implements SocketRoute {
    static final String PATH = "/test/socket";
    static final int MESSAGE_BYTES_MAX = 100_000;
    static final int QUEUE_BYTES_MAX = 65_536;
    static final int TEXTS_PENDING = 8;
    static final Duration MAX_AGE = Duration.ofMillis(200);

    /** {@code open id}, {@code text id ...}, {@code binary id n}, {@code closed id}. */
    final Queue<String> calls = new ConcurrentLinkedQueue<>();

    final Map<String, SocketRequest> requests = new ConcurrentHashMap<>();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    volatile CountDownLatch judging = new CountDownLatch(0);
    volatile CountDownLatch handling = new CountDownLatch(0);
    volatile boolean quiet;

    private final Connections connections;
    private final Duration stalledMax;

    TestSocket(Connections connections, @Value("${test.socket.stalled:10s}") Duration stalledMax) {
        this.connections = connections;
        this.stalledMax = stalledMax;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public SocketLimits limits() {
        return new SocketLimits(MESSAGE_BYTES_MAX, QUEUE_BYTES_MAX, stalledMax, TEXTS_PENDING);
    }

    @Override
    public void open(SocketRequest request) {
        note("open " + request.connectionId());
        await(judging);
        switch (String.valueOf(request.parameter("refuse"))) {
            case "429" -> throw PlatformProblem.RATE_LIMITED.refuse().retryAfter(Duration.ofSeconds(7));
            case "403" -> throw PlatformProblem.NOT_ALLOWED.refuse("not you");
            case "500" -> throw new IllegalStateException("the secret of the database");
            case "greet" -> connections.send(request.connectionId(), "early");
            default -> {}
        }
        // First, so that nothing that is published to all comes before it.
        connections.send(request.connectionId(), "id " + request.connectionId());
        requests.put(request.connectionId(), request);
        opened.incrementAndGet();
    }

    @Override
    public void text(String connectionId, String message) {
        note("text " + connectionId + " " + message);
        switch (message) {
            case "wait" -> await(handling);
            case "refuse" -> throw PlatformProblem.NOT_ALLOWED.refuse("not that");
            case "fail" -> throw new IllegalStateException("the secret of the database");
            case "assert" -> throw new AssertionError("an Error is a fault too");
            case "close" -> {
                connections.send(connectionId, "last words");
                connections.close(connectionId, 4403, "told to");
            }
            default -> connections.send(connectionId, "echo " + message);
        }
    }

    /** Relays to everyone else. */
    @Override
    public void binary(String connectionId, byte[] message) {
        note("binary " + connectionId + " " + message.length);
        if (message.length == 13) {
            throw new IllegalStateException("bad luck");
        }
        connections.publish(
                connections.audience(requests.keySet().stream()
                        .filter(id -> !id.equals(connectionId))
                        .toList()),
                message,
                MAX_AGE);
    }

    @Override
    public void closed(String connectionId) {
        note("closed " + connectionId);
        requests.remove(connectionId);
        closed.incrementAndGet();
    }

    private void note(String call) {
        if (!quiet) {
            calls.add(call);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
