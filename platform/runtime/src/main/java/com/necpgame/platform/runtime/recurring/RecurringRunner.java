package com.necpgame.platform.runtime.recurring;

import com.necpgame.platform.runtime.GameModules;
import com.necpgame.platform.runtime.store.Leases;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the recurring work of this process's modules, each piece under a lease that lasts its period. A run that takes
 * longer than that is not joined by the next in this process; another process may join it.
 */
@Singleton
@Requires(property = "necpgame.recurring.enabled", value = "true")
final class RecurringRunner {
    private static final Logger LOG = LoggerFactory.getLogger(RecurringRunner.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final List<Recurring> work;
    private final Leases leases;
    private final MeterRegistry meters;
    private final Set<Recurring> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService runs = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("recurring-", 0).factory());
    private final ScheduledExecutorService clockwork = Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().daemon().name("recurring").factory());

    RecurringRunner(List<Recurring> work, Leases leases, MeterRegistry meters) {
        this.work = work;
        this.leases = leases;
        this.meters = meters;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void onStart(StartupEvent event) {
        for (var piece : work) {
            var millis = piece.every().toMillis();
            clockwork.scheduleAtFixedRate(
                    () -> runs.execute(() -> runIfDue(piece)), 0, Math.max(1, millis), TimeUnit.MILLISECONDS);
        }
    }

    /** Another process may have done it already; then it is not due. */
    void runIfDue(Recurring piece) {
        if (!underWay.add(piece)) {
            count(piece, "skipped");
            return;
        }
        try {
            // A little less than the period, so that the next tick is not refused for coming on the dot.
            var lease = piece.every().minus(piece.every().dividedBy(10));
            if (leases.take(GameModules.of(piece.getClass()), name(piece), lease)) {
                piece.run();
                count(piece, "done");
            }
        } catch (RuntimeException e) {
            count(piece, "failed");
            LOG.warn("{} failed and is due again in {}", name(piece), piece.every(), e);
        } finally {
            underWay.remove(piece);
        }
    }

    private void count(Recurring piece, String outcome) {
        meters.counter("necpgame.recurring", "work", name(piece), "outcome", outcome)
                .increment();
    }

    private static String name(Recurring piece) {
        return piece.getClass().getSimpleName();
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
