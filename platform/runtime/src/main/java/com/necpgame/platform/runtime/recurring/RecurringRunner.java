package com.necpgame.platform.runtime.recurring;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the recurring work of this process's modules by a clock of its own. A run that takes longer than its period is
 * not joined by the next in this process; another process may join it.
 */
@Singleton
@Requires(property = "necpgame.recurring.enabled", value = "true")
final class RecurringRunner {
    private static final Logger LOG = LoggerFactory.getLogger(RecurringRunner.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final DueWork work;
    private final ExecutorService runs = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("recurring-", 0).factory());
    private final ScheduledExecutorService clockwork = Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().daemon().name("recurring").factory());

    RecurringRunner(DueWork work) {
        this.work = work;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void onStart(StartupEvent event) {
        for (var piece : work.all()) {
            var millis = piece.every().toMillis();
            clockwork.scheduleAtFixedRate(
                    () -> runs.execute(() -> work.runIfDue(piece)), 0, Math.max(1, millis), TimeUnit.MILLISECONDS);
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        clockwork.shutdownNow();
        runs.shutdown();
        if (!runs.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Recurring work did not stop within {}: interrupted", STOP_LIMIT);
            runs.shutdownNow();
        }
    }
}
