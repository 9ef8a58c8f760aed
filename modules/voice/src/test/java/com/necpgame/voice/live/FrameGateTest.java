package com.necpgame.voice.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import com.necpgame.voice.VoiceProblem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(Seeded.class)
class FrameGateTest {
    private static final long MILLI = 1_000_000;
    private static final byte[] VOWEL = Sound.vowel(0, 320, -20);
    private static final byte[] SILENCE = Sound.samples(320, 3);

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final FrameGate gate = new FrameGate(Hall.CONFIG, new LiveMeters(meters), 0);
    private int seq;
    private long millis;

    private Fate passes(byte[] pcm) {
        return passes(pcm, (int) millis * 48);
    }

    private Fate passes(byte[] pcm, int mediaTime) {
        return gate.pass(Frame.of(Sound.frame(Sound.PCM, 7, ++seq, mediaTime, pcm)), millis * MILLI);
    }

    private @Nullable VoiceProblem refused(byte[] pcm) {
        var refusal = catchThrowableOfType(Refusal.class, () -> passes(pcm));
        return refusal == null ? null : (VoiceProblem) refusal.problem();
    }

    /** One frame every so often, for so long. */
    private List<VoiceProblem> refusals(int everyMillis, int forMillis) {
        var refusals = new ArrayList<VoiceProblem>();
        for (long end = millis + forMillis; millis < end; millis += everyMillis) {
            var refused = refused(VOWEL);
            if (refused != null) {
                refusals.add(refused);
            }
        }
        return refusals;
    }

    @Test
    void talkInTimePasses() {
        assertThat(refusals(20, 60_000)).isEmpty();
    }

    /** 18.2 ms for 20 ms of sound is 1.099 times as fast, 18.1 ms is 1.105. */
    @Test
    void aClockThatRunsATenthFastPassesAndNoFaster() {
        assertThat(pacedAt(18_200)).as("within").isZero();
        assertThat(pacedAt(18_000)).as("above").isPositive();
    }

    private static int pacedAt(int micros) {
        var pace = new Pace(Hall.CONFIG.rateMute(), 0);
        int refused = 0;
        for (long i = 0; i < 60_000; i++) {
            try {
                pace.spend(960, i * micros * 1000);
            } catch (Refusal tooMuch) {
                refused++;
            }
        }
        return refused;
    }

    @Test
    void aSecondAtOncePassesAndNoMore() {
        for (int i = 0; i < 50; i++) {
            assertThat(refused(VOWEL)).isNull();
        }
        assertThat(refused(VOWEL)).isEqualTo(VoiceProblem.RATE);
        millis += 20;
        assertThat(refused(VOWEL)).as("as time passes").isNull();
    }

    /** What is 48 kHz and says that it is 16 kHz comes three times as fast. */
    @Test
    void threeSecondsTooFastSilenceForTenAndThenForTwenty() {
        for (int i = 0; i < 50; i++) {
            passes(VOWEL);
        }
        assertThat(refused(VOWEL)).isEqualTo(VoiceProblem.RATE);
        assertThat(refusals(7, 2_100)).isNotEmpty();
        assertThat(refusals(20, 9_500)).as("silenced, at any pace").hasSizeGreaterThan(470);
        millis += 1_000;
        assertThat(refusals(20, 2_000)).as("over").isEmpty();

        assertThat(refusals(4, 4_000)).isNotEmpty();
        assertThat(refusals(20, 15_000)).as("silenced for longer").hasSize(750);
        millis += 10_000;
        assertThat(refusals(20, 2_000)).as("over").isEmpty();
    }

    /** The network stalls for six seconds: one strike, although 250 frames are too many. */
    @Test
    void aStallIsNoFlood() {
        refusals(20, 2_000);
        millis += 6_000;
        for (int i = 0; i < 300; i++) {
            refused(VOWEL);
        }
        millis += 1_000;
        assertThat(refusals(20, 5_000)).isEmpty();
    }

    @Test
    void aRepeatedOrOlderNumberIsAReplay() {
        passes(VOWEL);
        passes(VOWEL);
        seq = 1;
        assertThat(passes(VOWEL)).as("2 again").isEqualTo(Fate.REPLAYED);
        seq = 0;
        assertThat(passes(VOWEL)).as("1 again").isEqualTo(Fate.REPLAYED);
        seq = 100;
        assertThat(passes(VOWEL)).as("a hole").isEqualTo(Fate.HEARD);
    }

    @Test
    void numbersWrap() {
        seq = -2;
        assertThat(passes(VOWEL)).isEqualTo(Fate.HEARD);
        assertThat(passes(VOWEL)).isEqualTo(Fate.HEARD);
        assertThat(passes(VOWEL)).isEqualTo(Fate.HEARD);
        seq = -2;
        assertThat(passes(VOWEL)).isEqualTo(Fate.REPLAYED);
    }

    @Test
    void whatComesMoreThan400MillisecondsLaterThanItMightIsLate() {
        passes(VOWEL, 0);
        millis = 20;
        assertThat(passes(VOWEL, 20 * 48)).isEqualTo(Fate.HEARD);
        millis = 440;
        assertThat(passes(VOWEL, 40 * 48)).as("400 ms").isEqualTo(Fate.HEARD);
        millis = 461;
        assertThat(passes(VOWEL, 60 * 48)).as("401 ms").isEqualTo(Fate.LATE);
        millis = 481;
        assertThat(passes(VOWEL, 460 * 48)).as("caught up").isEqualTo(Fate.HEARD);
    }

    /** The way has become half a second longer, for good. */
    @Test
    void theFastestIsForgottenAfterTwentySeconds() {
        passes(VOWEL, 0);
        for (millis = 520; millis < 30_000; millis += 20) {
            assertThat(passes(VOWEL, (int) (millis - 500) * 48))
                    .as("after %d ms", millis)
                    .isEqualTo(millis <= 20_020 ? Fate.LATE : Fate.HEARD);
        }
    }

    @Test
    void mediaTimeMayWrapAndStartAnew() {
        int start = -20 * 48;
        assertThat(passes(VOWEL, start)).isEqualTo(Fate.HEARD);
        millis = 20;
        assertThat(passes(VOWEL, 0)).as("wrapped").isEqualTo(Fate.HEARD);
        millis = 60_000;
        assertThat(passes(VOWEL, (int) millis * 48)).as("a pause").isEqualTo(Fate.HEARD);
        millis = 60_020;
        assertThat(passes(VOWEL, 5)).as("another clock").isEqualTo(Fate.HEARD);
    }

    @Test
    void silenceEndsTalkAfter200Milliseconds() {
        assertThat(passes(SILENCE)).as("from the start").isEqualTo(Fate.SILENT);
        assertThat(passes(VOWEL)).isEqualTo(Fate.HEARD);
        assertThat(gate.isVoiced()).isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(passes(SILENCE)).as("%d ms", 20 * i).isEqualTo(Fate.HEARD);
            assertThat(gate.isVoiced()).isFalse();
        }
        assertThat(passes(SILENCE)).isEqualTo(Fate.SILENT);
        assertThat(passes(VOWEL)).isEqualTo(Fate.HEARD);
    }

    @Test
    void silenceIsUnder60DecibelsOfFullScale() {
        assertThat(passes(Sound.vowel(0, 320, -59))).isEqualTo(Fate.HEARD);
        var other = new FrameGate(Hall.CONFIG, new LiveMeters(meters), 0);
        assertThat(other.pass(Frame.of(Sound.frame(Sound.PCM, 7, 1, 0, Sound.vowel(0, 320, -61))), 0))
                .isEqualTo(Fate.SILENT);
    }

    @Test
    void discontinuousOpusIsSilence() {
        var frame = Frame.of(Sound.frame(Sound.OPUS, 7, 1, 0, Sound.opus(2, true)));

        assertThat(gate.pass(frame, 0)).isEqualTo(Fate.SILENT);
    }

    @Test
    void voicelessOpusBelongsToTheSentenceForASecond() {
        assertThat(passesOpus(false)).as("from the start").isEqualTo(Fate.SILENT);
        assertThat(passesOpus(true)).isEqualTo(Fate.HEARD);
        for (int i = 0; i < 50; i++) {
            assertThat(passesOpus(false)).as("%d ms", 20 * i).isEqualTo(Fate.HEARD);
        }
        assertThat(passesOpus(false)).isEqualTo(Fate.SILENT);
    }

    private Fate passesOpus(boolean voiced) {
        millis += 20;
        var packet = Sound.opus(60, voiced);
        return gate.pass(Frame.of(Sound.frame(Sound.OPUS, 7, ++seq, (int) millis * 48, packet)), millis * MILLI);
    }

    static List<Arguments> noises() {
        return List.of(
                Arguments.of("the wrong byte order", Sound.swapped(Sound.vowel(0, 320, -20))),
                Arguments.of("white noise", Sound.random(Seed.ofRun().random("noise"), 640)));
    }

    @ParameterizedTest
    @MethodSource("noises")
    void noiseIsRefusedAfterTwoSecondsUntilItEnds(String what, byte[] noise) {
        for (int i = 0; i < 99; i++) {
            assertThat(refused(noise)).as("%s, frame %d", what, i).isNull();
            millis += 20;
        }
        for (int i = 0; i < 100; i++) {
            assertThat(refused(noise)).as(what).isEqualTo(VoiceProblem.NOT_SPEECH_PCM);
            millis += 20;
        }
        for (int i = 0; i < 60; i++) {
            refused(VOWEL);
            millis += 20;
        }
        assertThat(refused(VOWEL)).isNull();
    }

    /** At every level between a whisper and a shout. */
    @Test
    void speechIsNoNoise() {
        for (int second = 0; second < 30; second++) {
            for (int i = 0; i < 50; i++) {
                assertThat(refused(Sound.vowel(i * 320, 320, -31 + second))).isNull();
                millis += 20;
            }
        }
    }

    @Test
    void clippedAndOffCentreSamplesAreCounted() {
        for (int i = 0; i < 51; i++) {
            passes(Sound.samples(320, 32_767));
            millis += 20;
        }
        assertThat(hints("clipping")).isEqualTo(1);
        assertThat(hints("offset")).isEqualTo(1);
        refusals(20, 2_000);
        assertThat(hints("clipping")).isEqualTo(1);
    }

    private double hints(String kind) {
        return meters.counter("necpgame.voice.hints", "kind", kind).count();
    }
}
