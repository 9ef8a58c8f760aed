package com.necpgame.voice.recording;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.IntSupplier;

/** What the recording of live talk measures. */
@Singleton
final class RecordingMeters {
    private static final String PREFIX = "necpgame.voice.recording.";

    private final MeterRegistry meters;
    private final Clock clock;
    private final Timer lag;
    private final Counter uploadFailures;

    /** What became of a segment. */
    enum State {
        OPENED,
        FINISHED,
        RECOVERED,
        UPLOADED,
        PUT_ASIDE
    }

    /** Why a frame is missing. */
    enum Cause {
        QUEUE,
        DISK
    }

    RecordingMeters(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        this.lag = Timer.builder(PREFIX + "lag")
                .description("From the end of a segment to its object")
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(meters);
        this.uploadFailures = Counter.builder(PREFIX + "upload.failures")
                .description("Uploads that failed and will be tried again")
                .register(meters);
    }

    /** Shows how many frames wait to be written. */
    void queue(IntSupplier length) {
        Gauge.builder(PREFIX + "queue", length, IntSupplier::getAsInt)
                .strongReference(true)
                .description("Frames that wait to be written")
                .register(meters);
    }

    void gap(Cause cause, int frames) {
        meters.counter(PREFIX + "gaps", "cause", word(cause)).increment(frames);
    }

    void segment(State state) {
        meters.counter(PREFIX + "segments", "state", word(state)).increment();
    }

    void uploaded(Instant ended) {
        segment(State.UPLOADED);
        var took = Duration.between(ended, clock.instant());
        lag.record(took.isNegative() ? Duration.ZERO : took);
    }

    void uploadFailed() {
        uploadFailures.increment();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
