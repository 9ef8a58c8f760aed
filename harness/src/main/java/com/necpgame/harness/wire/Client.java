package com.necpgame.harness.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to one server from any thread, over as many persistent connections as there are requests at a time.
 *
 * <p>Behaves as a good client must: what is refused for a moment (429, 503) is sent again, and so is what got lost, if it
 * is a read or carries an idempotency key.
 */
public final class Client implements Closeable {
    public static final int SENDINGS_MAX = 6;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);
    /** Below what servers grant to an idle connection, so that they never close one under a request. */
    private static final Duration IDLE_MAX = Duration.ofSeconds(20);

    private final URI base;
    private final Meter meter;
    private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();

    private record Idle(HttpConnection connection, long sinceNanos) {}

    public Client(URI base, Meter meter) {
        this.base = base;
        this.meter = meter;
    }

    /**
     * Sends, again if need be, and measures the time until the last answer's end.
     *
     * @throws UncheckedIOException if there is no answer
     */
    public Answer send(Caller caller, Request request) {
        boolean uncertain = false;
        for (int sending = 1; ; sending++) {
            try {
                Answer answer = sendOnce(caller, request);
                if (!isMomentary(answer) || sending == SENDINGS_MAX) {
                    return uncertain ? answer.asResent() : answer;
                }
                meter.resent();
                Patience.pause(pauseAfter(answer, sending));
            } catch (IOException e) {
                if (!mayGetLost(request) || sending == SENDINGS_MAX) {
                    throw new UncheckedIOException(request + ": " + e.getMessage(), e);
                }
                uncertain = true;
                meter.resent();
                Patience.pause(FIRST_PAUSE.multipliedBy(sending));
            }
        }
    }

    private Answer sendOnce(Caller caller, Request request) throws IOException {
        HttpConnection connection = connection();
        boolean answered = false;
        try {
            long start = System.nanoTime();
            Answer answer = connection.send(request, caller.token());
            meter.answered(request.operation(), System.nanoTime() - start, answer);
            answered = true;
            return answer;
        } finally {
            if (answered && connection.isReusable()) {
                idle.push(new Idle(connection, System.nanoTime()));
            } else {
                connection.close();
            }
        }
    }

    private HttpConnection connection() throws IOException {
        for (Idle next = idle.poll(); next != null; next = idle.poll()) {
            if (System.nanoTime() - next.sinceNanos < IDLE_MAX.toNanos()) {
                return next.connection;
            }
            next.connection.close();
        }
        return new HttpConnection(base);
    }

    private static boolean isMomentary(Answer answer) {
        return answer.status() == 503 || answer.status() == 429;
    }

    private static boolean mayGetLost(Request request) {
        return "GET".equals(request.method()) || request.idempotencyKey() != null;
    }

    private static Duration pauseAfter(Answer answer, int sending) {
        @Nullable String asked = answer.header("retry-after");
        Duration pause = asked != null && asked.matches("[0-9]{1,4}") && !"0".equals(asked)
                ? Duration.ofSeconds(Long.parseLong(asked))
                : FIRST_PAUSE.multipliedBy(1L << sending);
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }

    @Override
    public void close() {
        for (Idle next = idle.poll(); next != null; next = idle.poll()) {
            try {
                next.connection.close();
            } catch (IOException e) {
                // Nothing is lost with a connection that nobody uses.
            }
        }
    }
}
