package com.necpgame.voice.clip;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What the source measures: processing, storage and validation latency, and the success of broadcasts. */
@Singleton
final class ClipMeasures {
    private final MeterRegistry meters;
    private final Clock clock;
    private final Timer processing;
    private final Timer storage;
    private final Timer validation;

    ClipMeasures(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        this.processing = timer("necpgame.voice.processing.latency", "From the arrival of a clip until it is stored");
        this.storage = timer("necpgame.voice.storage.latency", "The object store's answer to one clip");
        this.validation = timer("necpgame.voice.validation.latency", "From the arrival of a clip until it is sent out");
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .register(meters);
    }

    void stored(Clip clip) {
        processing.record(since(clip));
    }

    void storing(long nanos) {
        storage.record(Duration.ofNanos(nanos));
    }

    void sentOut(Clip clip) {
        validation.record(since(clip));
    }

    /** @param outcome ok, gone or failed */
    void sent(String outcome) {
        meters.counter("necpgame.voice.broadcast", "outcome", outcome).increment();
    }

    /** A message named another author than the player who sent it. */
    void authorReplaced() {
        meters.counter("necpgame.voice.author.replaced").increment();
    }

    private Duration since(Clip clip) {
        var took = Duration.between(Instant.parse(clip.timestamp()), clock.instant());
        return took.isNegative() ? Duration.ZERO : took;
    }
}
