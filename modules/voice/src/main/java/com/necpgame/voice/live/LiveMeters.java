package com.necpgame.voice.live;

import static com.necpgame.voice.VoiceProblem.BAD_OPUS;
import static com.necpgame.voice.VoiceProblem.BAD_SIZE;
import static com.necpgame.voice.VoiceProblem.CODEC_UNKNOWN;
import static com.necpgame.voice.VoiceProblem.CONTAINER;
import static com.necpgame.voice.VoiceProblem.FRAME_INVALID;
import static com.necpgame.voice.VoiceProblem.NOT_SPEECH_PCM;
import static com.necpgame.voice.VoiceProblem.RATE;

import com.necpgame.platform.runtime.problem.Problem;
import com.necpgame.voice.VoiceProblem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Counts frames by what became of them. */
@Singleton
final class LiveMeters {
    private static final Set<VoiceProblem> REFUSALS =
            EnumSet.of(FRAME_INVALID, CODEC_UNKNOWN, CONTAINER, BAD_SIZE, BAD_OPUS, NOT_SPEECH_PCM, RATE);

    private final MeterRegistry meters;
    private final Map<Fate, Counter> fates;
    private final Map<VoiceProblem, Counter> refusals;
    private final Map<Hint, Counter> hints;

    LiveMeters(MeterRegistry meters) {
        this.meters = meters;
        this.fates = each(Fate.class, fate -> frames(fate.isHeard() ? "heard" : "dropped", fate.cause()));
        this.refusals = new EnumMap<>(VoiceProblem.class);
        REFUSALS.forEach(problem -> refusals.put(problem, frames("dropped", name(problem))));
        this.hints = each(
                Hint.class,
                hint -> Counter.builder("necpgame.voice.hints")
                        .description("Seconds of samples that are clipped, or off centre")
                        .tag("kind", name(hint))
                        .register(meters));
    }

    private static <E extends Enum<E>> Map<E, Counter> each(Class<E> type, Function<E, Counter> counter) {
        var counters = new EnumMap<E, Counter>(type);
        for (var constant : type.getEnumConstants()) {
            counters.put(constant, counter.apply(constant));
        }
        return counters;
    }

    private Counter frames(String outcome, String cause) {
        return Counter.builder("necpgame.voice.frames")
                .description("Binary frames that came in, by what became of them")
                .tag("outcome", outcome)
                .tag("cause", cause)
                .register(meters);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void frame(Fate fate) {
        count(fates, fate);
    }

    void refused(Problem problem) {
        if (problem instanceof VoiceProblem ours) {
            count(refusals, ours);
        }
    }

    void hint(Hint hint) {
        count(hints, hint);
    }

    private static <E extends Enum<E>> void count(Map<E, Counter> counters, E which) {
        var counter = counters.get(which);
        if (counter != null) {
            counter.increment();
        }
    }

    void watch(Supplier<Number> speakers, Supplier<Number> listeners) {
        Gauge.builder("necpgame.voice.speakers", speakers)
                .description("Who talks at this moment, by room")
                .register(meters);
        Gauge.builder("necpgame.voice.listeners", listeners)
                .description("Connections that hear, by room")
                .register(meters);
    }

    /** What is wrong with a microphone, yet no reason to drop what it says. */
    enum Hint {
        CLIPPING,
        OFFSET
    }
}
