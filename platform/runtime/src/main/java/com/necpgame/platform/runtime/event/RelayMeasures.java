package com.necpgame.platform.runtime.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Commit to delivery, and how many. */
@Singleton
final class RelayMeasures {
    private final Timer lag;
    private final Counter failures;
    private final Clock clock;

    RelayMeasures(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        this.lag = Timer.builder("necpgame.outbox.lag")
                .description("From the commit of an event to its delivery")
                .publishPercentileHistogram()
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(meters);
        this.failures = Counter.builder("necpgame.outbox.failures")
                .description("Rounds of a shard's relay that failed and will be repeated")
                .register(meters);
    }

    void published(EventEnvelope event) {
        var took = Duration.between(event.time(), clock.instant());
        lag.record(took.isNegative() ? Duration.ZERO : took);
    }

    void failed() {
        failures.increment();
    }
}
