package com.necpgame.voice.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class SoundTest {
    private static final int MILLIS = 48;
    private static final int RANDOM_PACKETS = 3000;

    @Test
    void framesOfSamplesFollowEachOther() {
        var sound = Sound.of(List.of(pcm(0, 0), pcm(1, 20), pcm(2, 40)));

        assertThat(sound.pcm()).hasSize(3 * Talk.PCM_BYTES);
        assertThat(Talk.seqOf("plr_ada", sound.pcm(), 2 * Talk.PCM_BYTES)).isEqualTo(2);
        assertThat(sound.codec()).isEqualTo("pcm16");
        assertThat(sound.millis()).isEqualTo(60);
    }

    @Test
    void aPauseIsSilenceOfItsLength() {
        var sound = Sound.of(List.of(pcm(0, 0), pcm(1, 520)));

        assertThat(sound.millis()).isEqualTo(540);
        assertThat(Arrays.copyOfRange(sound.pcm(), Talk.PCM_BYTES, 520 * 32)).containsOnly(0);
        assertThat(Talk.seqOf("plr_ada", sound.pcm(), 520 * 32)).isEqualTo(1);
    }

    @Test
    void mediaTimeWraps() {
        var start = -Talk.FRAME_TICKS;
        var sound = Sound.of(List.of(
                new TapedFrame(0, Talk.pcm("plr_ada", 0, start)), new TapedFrame(20_000, Talk.pcm("plr_ada", 1, 0))));

        assertThat(sound.pcm()).hasSize(2 * Talk.PCM_BYTES);
    }

    @Test
    void aClientThatLiesAboutTimeGetsASecondOfSilenceAtMost() {
        var frames = new ArrayList<TapedFrame>();
        for (int seq = 0; seq < 250; seq++) {
            frames.add(new TapedFrame(seq * 20_000L, Talk.pcm("plr_ada", seq, seq * 47_000)));
        }

        assertThat(Sound.of(frames).millis()).isBetween(5_000L, 6_100L);
    }

    @Test
    void timeThatRunsBackIsPlayedInTheOrderOfArrival() {
        var sound = Sound.of(List.of(pcm(0, 500), pcm(1, 0), pcm(2, 20)));

        assertThat(sound.pcm()).hasSize(3 * Talk.PCM_BYTES);
    }

    @Test
    void opusBecomesSamplesAsLong() throws Exception {
        var sound = Sound.of(tone(50));

        assertThat(sound.codec()).isEqualTo("opus");
        assertThat(sound.millis()).isEqualTo(1000);
        assertThat(loudness(sound.pcm(), 500, 1000)).isGreaterThan(3000);
    }

    @Test
    void aBadPacketIsSilenceAndTheRestIsHeard() throws Exception {
        var frames = new ArrayList<>(tone(50));
        // Code 3 with no frames in it: RFC 6716 forbids it.
        frames.set(20, new TapedFrame(20 * 20_000L, Talk.frame(TapedFrame.OPUS, 20, 20 * 960, new byte[] {0x7b, 0})));

        var sound = Sound.of(frames);

        assertThat(sound.bad()).isEqualTo(1);
        assertThat(sound.millis()).isEqualTo(1000);
        assertThat(loudness(sound.pcm(), 500, 1000)).isGreaterThan(3000);
    }

    /** Whatever comes: no exception, and no more sound than time has passed, and a second and a packet. */
    @Test
    void randomPacketsDoNotBreakIt(Seed seed) {
        var random = seed.random("packets");
        var frames = new ArrayList<TapedFrame>();
        for (int seq = 0; seq < RANDOM_PACKETS; seq++) {
            var payload = new byte[random.nextInt(1, 300)];
            random.nextBytes(payload);
            frames.add(new TapedFrame(seq * 20_000L, Talk.frame(TapedFrame.OPUS, seq, random.nextInt(), payload)));
        }

        var sound = Sound.of(frames);

        assertThat(sound.bad()).isBetween(1, RANDOM_PACKETS);
        assertThat(sound.millis()).isLessThan(RANDOM_PACKETS * 120L);
    }

    @Test
    void aWaveFileIsOneThatPlayersOpen() throws Exception {
        var pcm = Sound.of(tone(10)).pcm();

        try (var wave = AudioSystem.getAudioInputStream(new ByteArrayInputStream(Sound.wav(pcm)))) {
            assertThat(wave.getFormat().getSampleRate()).isEqualTo(16_000);
            assertThat(wave.getFormat().getChannels()).isEqualTo(1);
            assertThat(wave.getFormat().getSampleSizeInBits()).isEqualTo(16);
            assertThat(wave.getFormat().isBigEndian()).isFalse();
            assertThat(wave.readAllBytes()).isEqualTo(pcm);
        }
    }

    private static TapedFrame pcm(int seq, int millis) {
        return new TapedFrame(millis * 1000L, Talk.pcm("plr_ada", seq, millis * MILLIS));
    }

    private static List<TapedFrame> tone(int packets) throws Exception {
        var encoder = new OpusEncoder(48_000, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        encoder.setBitrate(24_000);
        var frames = new ArrayList<TapedFrame>();
        for (int seq = 0; seq < packets; seq++) {
            var samples = new short[960];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) (10_000 * Math.sin(2 * Math.PI * 440 * (seq * 960 + i) / 48_000));
            }
            var packet = new byte[1275];
            var length = encoder.encode(samples, 0, samples.length, packet, 0, packet.length);
            frames.add(new TapedFrame(
                    seq * 20_000L, Talk.frame(TapedFrame.OPUS, seq, seq * 960, Arrays.copyOf(packet, length))));
        }
        return frames;
    }

    /** Root of the mean square of the samples between two times. */
    private static double loudness(byte[] pcm, int fromMillis, int toMillis) {
        var samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        double sum = 0;
        for (int i = fromMillis * 16; i < toMillis * 16; i++) {
            sum += (double) samples.get(i) * samples.get(i);
        }
        return Math.sqrt(sum / ((toMillis - fromMillis) * 16));
    }
}
