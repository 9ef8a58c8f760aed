package com.necpgame.platform.runtime.socket;

import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.problem.Problems;
import com.necpgame.platform.runtime.problem.Refusal;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a client hears of what a route refused, and operators of its faults. */
@Singleton
public final class SocketErrors {
    private static final Logger LOG = LoggerFactory.getLogger(SocketErrors.class);
    private static final long LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final JsonMapper json;
    private final Problems problems;
    private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - LOG_EVERY_NANOS);
    private final AtomicLong unlogged = new AtomicLong();

    SocketErrors(JsonMapper json, Problems problems) {
        this.json = json;
        this.problems = problems;
    }

    /** Calls a route, whose faults are the client's to know of and nobody else's to suffer from. */
    public void guard(SocketRoute route, String connectionId, Connections connections, Runnable call) {
        try {
            call.run();
        } catch (Refusal refusal) {
            connections.send(connectionId, text(route, refusal));
        } catch (Throwable fault) {
            log(route, connectionId, fault);
            connections.send(connectionId, text(route, PlatformProblem.INTERNAL.refuse()));
        }
    }

    /** {@code {"action":"error","data":{problem}}} */
    private String text(SocketRoute route, Refusal refusal) {
        var message = new LinkedHashMap<String, Object>();
        message.put("action", "error");
        message.put("data", problems.body(route.path(), refusal));
        try {
            return json.writeValueAsString(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client that makes a route fail can do so thousands of times a second: one a second is logged. */
    private void log(SocketRoute route, String connectionId, Throwable fault) {
        var last = loggedAt.get();
        var now = System.nanoTime();
        if (now - last >= LOG_EVERY_NANOS && loggedAt.compareAndSet(last, now)) {
            LOG.error(
                    "{} failed for {} ({} more such faults were not logged)",
                    route.path(),
                    connectionId,
                    unlogged.getAndSet(0),
                    fault);
        } else {
            unlogged.incrementAndGet();
        }
    }
}
