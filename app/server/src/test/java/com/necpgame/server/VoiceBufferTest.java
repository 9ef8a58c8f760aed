package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's jitter buffer, resampling and frames, computed in the browser: no clock runs, so each case is exact. */
class VoiceBufferTest {
    /** A sine of 200 Hz at 0.3 moves by 0.0079 from sample to sample; a click would be a multiple of that. */
    private static final double NO_CLICK = 0.02;

    @TempDir
    static Path folder;

    private static JsonNode cases;

    @BeforeAll
    static void run() throws IOException {
        assumeTrue(Chromium.installed().isPresent(), Chromium.MISSING);
        var microphone = SpeechWav.write(folder.resolve("speech.wav"), 1);
        try (var host = VoiceHost.open(folder.resolve("data"));
                var chromium = Chromium.start(folder.resolve("profile"), microphone, 0)) {
            cases = chromium.open(host.page("")).evaluate(Resources.text("voice/jitter-cases.js"));
        }
    }

    @Test
    void playsWhatComesEvenlyAsItCame() {
        var even = cases.get("even");
        assertThat(even.get("exact").asBoolean()).isTrue();
        assertThat(even.get("underruns").asInt()).isZero();
        assertThat(even.get("delay").asDouble()).isBetween(5.0, 25.0);
        assertThat(cases.at("/wraps/played").asInt()).isGreaterThan(95);
        assertThat(cases.at("/wraps/late").asInt()).isZero();
    }

    @Test
    void waitsForWhatIsLateAndPassesOverWhatWasDropped() {
        var late = cases.get("lateOnce");
        assertThat(late.get("played").asInt()).isEqualTo(100);
        assertThat(late.get("lost").asInt()).isZero();
        assertThat(late.get("underruns").asInt()).isOne();
        assertThat(late.get("concealedMs").asDouble()).isBetween(20.0, 60.0);
        assertThat(late.get("step").asDouble()).isLessThan(NO_CLICK);

        var hole = cases.get("hole");
        assertThat(hole.get("lost").asInt()).isOne();
        assertThat(hole.get("underruns").asInt()).isZero();
        assertThat(hole.get("moved").asDouble()).isEqualTo(0, within(0.1));
        assertThat(hole.get("step").asDouble()).isLessThan(NO_CLICK);
    }

    @Test
    void givesADelayBackThatIsNoLongerNeeded() {
        var back = cases.get("givesBack");
        assertThat(back.get("then").asDouble()).isGreaterThan(back.get("before").asDouble() + 60);
        assertThat(back.get("after").asDouble()).isLessThan(back.get("before").asDouble() + 30);
        assertThat(back.get("trimmedMs").asDouble()).isGreaterThan(40);
    }

    @Test
    void keepsUpWithASpeakersClock() {
        assertThat(cases.at("/drift/slow/underruns").asInt()).isLessThanOrEqualTo(1);
        assertThat(cases.at("/drift/slow/stretchedMs").asDouble()).isGreaterThan(20);
        assertThat(cases.at("/drift/fast/dropped").asInt()).isZero();
        assertThat(cases.at("/drift/fast/trimmedMs").asDouble()).isGreaterThan(30);
        assertThat(cases.at("/drift/fastDelay").asDouble()).isLessThan(60);
    }

    @Test
    void doesNotTakeAPauseForAnUnderrun() {
        assertThat(cases.at("/pause/underruns").asInt()).isZero();
        assertThat(cases.at("/pause/lost").asInt()).isZero();
        assertThat(cases.at("/pause/played").asInt()).isEqualTo(100);
        assertThat(cases.at("/silentPause/underruns").asInt()).isZero();
        assertThat(cases.at("/silentPause/lost").asInt()).isZero();
        assertThat(cases.at("/silentPause/played").asInt()).isEqualTo(100);
    }

    @Test
    void shedsTheOldestOfAFloodAndPlaysNothingTwice() {
        assertThat(cases.at("/flood/dropped").asInt()).isGreaterThan(80);
        assertThat(cases.at("/twice/played").asInt()).isEqualTo(50);
        assertThat(cases.at("/twice/late").asInt()).isEqualTo(50);
    }

    @Test
    void keepsSpeechWhole() {
        assertThat(cases.at("/resamples/speech").asDouble()).isEqualTo(1, within(0.01));
        assertThat(cases.at("/resamples/high").asDouble()).isEqualTo(1, within(0.05));
        assertThat(cases.at("/resamples/above").asDouble()).isLessThan(0.01);
    }

    @Test
    void writesFramesAsTheWireWantsThem() {
        var frames = cases.get("frames");
        assertThat(frames.get("hex").asText())
                .isEqualTo("11" + "42" + "0700" + "00000000" + "feffffff" + "c0030000" + "010203fa");
        assertThat(frames.get("same").asBoolean()).isTrue();
        assertThat(frames.get("ssrc").asInt()).isZero();
        assertThat(frames.get("short").isNull()).isTrue();
        assertThat(frames.get("foreign").isNull()).isTrue();
        assertThat(frames.get("wraps").asInt()).isEqualTo(2);
        assertThat(frames.get("base64").asText()).isEqualTo("AAEC/w==");
    }
}
