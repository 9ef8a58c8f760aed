package com.necpgame.voice.live;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a thing twenty times a second from when it is first wanted, so that nothing runs where nobody talks. */
final class Clockwork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Clockwork.class);
    private static final int PERIOD_MILLIS = 50;

    private volatile @Nullable ScheduledExecutorService running;
    private boolean closed;

    void start(Runnable work) {
        if (running == null) {
            begin(work);
        }
    }

    private synchronized void begin(Runnable work) {
        if (running == null && !closed) {
            var ticks = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("voice-live").factory());
            ticks.scheduleWithFixedDelay(() -> runSafely(work), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            running = ticks;
        }
    }

    private static void runSafely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // Else the executor would never run it again.
            LOG.error("Live talk could not be settled", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (running != null) {
            running.shutdownNow();
        }
    }
}
