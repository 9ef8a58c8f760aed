package com.necpgame.platform.runtime.recurring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.platform.runtime.Running;
import com.necpgame.platform.runtime.counting.Sweep;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ticks come by real time, many of them; what is due is decided by the test's clock, which stands still. */
class RecurringRunnerTest {
    private static final int TICKS = 10;

    private final Running app =
            new Running(Map.of("necpgame.recurring.enabled", "true", "necpgame.relay.enabled", "false"));
    private final Sweep sweep = app.bean(Sweep.class);
    private final RecurringRunner runner = app.bean(RecurringRunner.class);

    @AfterEach
    void close() {
        sweep.gate.release(TICKS);
        app.close();
    }

    @Test
    void runsOncePerPeriodHoweverOftenItTicks() {
        for (int period = 1; period <= 3; period++) {
            var runs = period;
            await().until(() -> sweep.ended.get() == runs);
            for (int tick = 0; tick < TICKS; tick++) {
                app.bean(DueWork.class).runIfDue(sweep);
            }
            assertThat(sweep.ended).hasValue(runs);
            app.clock.advance(Sweep.PERIOD);
        }
    }

    @Test
    void failsAndIsDueAgain() {
        await().until(() -> sweep.ended.get() == 1);
        sweep.failures.set(1);
        app.clock.advance(Sweep.PERIOD);
        await().until(() -> counted("failed") == 1);
        assertThat(sweep.ended).hasValue(1);

        app.clock.advance(Sweep.PERIOD);

        await().until(() -> sweep.ended.get() == 2);
        assertThat(counted("done")).isEqualTo(2);
    }

    @Test
    void aSlowRunIsNotJoinedByTheNext() {
        await().until(() -> sweep.ended.get() == 1);
        sweep.gate.drainPermits();
        app.clock.advance(Sweep.PERIOD);
        await().until(() -> sweep.begun.get() == 2);

        app.clock.advance(Duration.ofHours(1));
        await().until(() -> counted("skipped") >= TICKS);

        assertThat(sweep.begun).hasValue(2);
    }

    @Test
    void theStopWaitsForTheRun() {
        await().until(() -> sweep.ended.get() == 1);
        sweep.gate.drainPermits();
        app.clock.advance(Sweep.PERIOD);
        await().until(() -> sweep.begun.get() == 2);
        var stopped = CompletableFuture.runAsync(() -> {
            try {
                runner.stop();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        sweep.gate.release();
        stopped.join();

        assertThat(sweep.ended).hasValue(2);
    }

    private double counted(String outcome) {
        return app.bean(MeterRegistry.class)
                .counter("necpgame.recurring", "work", "Sweep", "outcome", outcome)
                .count();
    }
}
