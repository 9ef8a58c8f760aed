package com.necpgame.harness.slice.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.slice.call.Invoked;
import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.slice.call.SliceDescription;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Patience;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * EventBridge Scheduler: invokes a function for each piece of its recurring work, as often as that is due, but not more
 * often than every {@link #FINEST}; in AWS a minute is the finest. A run that is late delays the next.
 */
public final class Schedules implements AutoCloseable {
    /** Between two runs of one piece of work, at the least. */
    public static final Duration FINEST = Duration.ofSeconds(1);

    private final Map<String, LongAdder> runs = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    /** Begins with the recurring work of a slice. */
    public void add(SliceDescription slice, Invoker target) {
        for (SliceDescription.Due due : slice.recurring()) {
            threads.execute(() -> repeat(slice.module() + "." + due.name(), due, target));
        }
    }

    static Duration pause(SliceDescription.Due due) {
        Duration every = Duration.ofMillis(Math.round(due.everySeconds() * 1000));
        return every.compareTo(FINEST) < 0 ? FINEST : every;
    }

    private void repeat(String name, SliceDescription.Due due, Invoker target) {
        while (!closed) {
            run(name, due, target);
            Patience.pause(pause(due));
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private void run(String name, SliceDescription.Due due, Invoker target) {
        try {
            Invoked invoked = target.invoke(event(due).toString().getBytes(StandardCharsets.UTF_8));
            if (invoked.failed()) {
                failures.add(name + ": " + new String(invoked.answer(), StandardCharsets.UTF_8));
            } else {
                runs.computeIfAbsent(name, n -> new LongAdder()).increment();
            }
        } catch (Invoker.Throttled e) {
            failures.add(name + ": throttled");
        } catch (RuntimeException e) {
            if (!closed) {
                failures.add(name + ": " + e);
            }
        }
    }

    private static ObjectNode event(SliceDescription.Due due) {
        ObjectNode event = Json.object();
        event.putArray("recurring").add(due.name());
        return event;
    }

    /** Runs that succeeded, by {@code module.name}. */
    public Map<String, Long> runs() {
        var copy = new TreeMap<String, Long>();
        runs.forEach((name, count) -> copy.put(name, count.sum()));
        return copy;
    }

    /** What failed; the work is due again. */
    public Queue<String> failures() {
        return new ConcurrentLinkedQueue<>(failures);
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
    }
}
