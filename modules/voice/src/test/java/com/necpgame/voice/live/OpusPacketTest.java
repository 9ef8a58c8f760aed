package com.necpgame.voice.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Seeded.class)
class OpusPacketTest {
    private static final int STRINGS = 20_000;

    /** The first byte is configuration (5 bits), stereo (1), code (2); the samples are at 48 kHz. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # packet             | samples | what it is
            00                   | 480     | SILK 10 ms, one frame of no bytes
            18AA                 | 2880    | SILK 60 ms
            78AABB               | 960     | hybrid 20 ms
            80AA                 | 120     | CELT 2.5 ms
            F8AA                 | 960     | CELT 20 ms
            09AABB               | 1920    | two frames of 20 ms, of one size
            09AABBCC             | -1      | two frames of one size, of three bytes
            0A01AABB             | 1920    | two frames, the first of one byte
            0A03AABB             | -1      | two frames, the first longer than all
            0AFC01               | -1      | two frames, the first of 256 bytes, which are not there
            0AFC                 | -1      | half of a size of two bytes
            0A                   | -1      | two frames without a size
            0B                   | -1      | many frames, how many is missing
            0B00                 | -1      | no frames
            0B03AABBCC           | 2880    | three frames of one size
            0B03AABBCCDD         | -1      | three frames of one size, of four bytes
            0B06AABBCCDDEEFF     | 5760    | 120 ms, the longest
            0B07AABBCCDDEEFF00   | -1      | 140 ms
            0B82010A0B           | 1920    | two frames of their own sizes
            0B8205               | -1      | a size that is longer than the packet
            0B4102AA0000         | 960     | one frame, two bytes of padding
            0B4104AA0000         | -1      | one frame, more padding than there is
            0B41FF               | -1      | padding whose length does not end
            """)
    void knowsTheirStructure(String packet, int samples, String what) {
        byte[] bytes = HexFormat.of().parseHex(packet);

        assertThat(OpusPacket.samples(bytes, 0, bytes.length)).as(what).isEqualTo(samples);
    }

    @Test
    void noFrameIsLongerThan1275Bytes() {
        var one = new byte[1277];
        assertThat(OpusPacket.samples(one, 0, 1276)).isEqualTo(480);
        assertThat(OpusPacket.samples(one, 0, 1277)).isEqualTo(OpusPacket.INVALID);
    }

    /** 255 stands for 254 bytes and more to come. */
    @Test
    void paddingGoesOn() {
        byte[] packet = Arrays.copyOf(new byte[] {0x0B, 0x41, (byte) 255, 1}, 4 + 255);

        assertThat(OpusPacket.samples(packet, 0, packet.length)).isEqualTo(960);
        assertThat(OpusPacket.samples(packet, 0, packet.length - 1)).isEqualTo(OpusPacket.INVALID);
    }

    @Test
    void takesWhatTheDecoderTakes(Seed seed) throws OpusException {
        var random = seed.random("packets");
        var decoder = new OpusDecoder(48_000, 1);
        int taken = 0;
        for (int i = 0; i < STRINGS; i++) {
            byte[] bytes = Sound.random(random, random.nextInt(1, 301));
            boolean ours = OpusPacket.samples(bytes, 0, bytes.length) != OpusPacket.INVALID;
            taken += ours ? 1 : 0;

            assertThat(ours).as(HexFormat.of().formatHex(bytes)).isEqualTo(decodes(decoder, bytes));
        }
        assertThat(taken).as("both occur").isBetween(STRINGS / 4, STRINGS * 3 / 4);
    }

    /**
     * One packet in ten thousand passes, and then ends in an AssertionError: where the decoder smooths the change from one
     * mode to another by concealing a loss, its fixed-point autocorrelation of what was before may overflow.
     */
    private static boolean decodes(OpusDecoder decoder, byte[] bytes) {
        try {
            decoder.decode(bytes, 0, bytes.length, new short[5760], 0, 5760, false);
            return true;
        } catch (OpusException e) {
            return false;
        } catch (AssertionError e) {
            decoder.resetState();
            return true;
        }
    }

    /**
     * Within a pause of 200 ms talk goes on, so single packets do not matter. Without SILK only silence that is none of a
     * microphone can be told from talk.
     */
    @ParameterizedTest
    @CsvSource({
        "10, OPUS_APPLICATION_VOIP, 4",
        "20, OPUS_APPLICATION_VOIP, 4",
        "40, OPUS_APPLICATION_VOIP, 4",
        "60, OPUS_APPLICATION_VOIP, 4",
        "20, OPUS_APPLICATION_RESTRICTED_LOWDELAY, 0"
    })
    void tellsTalkFromSilence(int millis, OpusApplication application, int silence, Seed seed) throws OpusException {
        var encoder = new OpusEncoder(16_000, 1, application);
        encoder.setBitrate(24_000);
        encoder.setUseVBR(true);
        var random = seed.random("noise");
        var meter = new OpusMeter();

        int spoken = voiced(encoder, meter, millis, 16_000, random, 6_000);
        int silent = voiced(encoder, meter, millis, 16_000, random, silence);

        assertThat(spoken).as("of a second of talk").isGreaterThan(700);
        assertThat(silent).as("of a second of silence").isLessThan(500);
    }

    /** How many milliseconds of so many samples are voiced. */
    private static int voiced(
            OpusEncoder encoder, OpusMeter meter, int millis, int samples, RandomGenerator random, int peak)
            throws OpusException {
        int length = 16 * millis;
        int voiced = 0;
        for (int at = 0; at < samples; at += length) {
            var packet = new byte[1275];
            int bytes = encoder.encode(speech(at, length, peak, random), 0, length, packet, 0, packet.length);
            meter.measure(Arrays.copyOf(packet, bytes), 0);
            voiced += meter.isVoiced() ? millis : 0;
        }
        return voiced;
    }

    private static short[] speech(int from, int length, int peak, RandomGenerator random) {
        var samples = new short[length];
        for (int i = 0; i < length; i++) {
            double time = (from + i) / 16_000.0;
            double syllable = 0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * time);
            double pitch = 2 * Math.PI * 140 * time;
            double tone = Math.sin(pitch) + 0.7 * Math.sin(2 * pitch) + 0.5 * Math.sin(5 * pitch);
            samples[i] = (short) (peak * (syllable * tone + 0.1 * random.nextGaussian()));
        }
        return samples;
    }
}
