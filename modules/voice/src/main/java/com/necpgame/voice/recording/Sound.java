package com.necpgame.voice.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What frames sound like: samples of 16 bits, little endian, mono, 16 kHz, as long as the time that they were said in.
 *
 * @param codec of the frames: pcm16, opus, or mixed
 * @param bad how many frames could not be decoded; they are silence
 */
record Sound(byte[] pcm, String codec, int bad) {
    static final int SAMPLES_PER_SECOND = 16_000;
    private static final int BYTES_PER_SECOND = SAMPLES_PER_SECOND * Short.BYTES;

    /** The longest packet of Opus is 120 ms. */
    private static final int PACKET_TICKS_MAX = TapedFrame.TICKS_PER_SECOND * 120 / 1000;

    private static final int WAV_HEADER_BYTES = 44;
    private static final int WAV_FORMAT_BYTES = 16;
    private static final short WAV_PCM = 1;

    /** @param frames of one speaker, in their order */
    static Sound of(List<TapedFrame> frames) {
        var decoding = new Decoding();
        frames.stream().filter(TapedFrame::isAudio).forEach(decoding::add);
        return decoding.sound();
    }

    long millis() {
        return pcm.length * 1000L / BYTES_PER_SECOND;
    }

    /**
     * The samples as a file that everything can play.
     *
     * @see <a href="http://soundfile.sapp.org/doc/WaveFormat/">WAVE PCM soundfile format</a>
     */
    static byte[] wav(byte[] pcm) {
        return ByteBuffer.allocate(WAV_HEADER_BYTES + pcm.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(US_ASCII))
                .putInt(WAV_HEADER_BYTES - 2 * Integer.BYTES + pcm.length)
                .put("WAVEfmt ".getBytes(US_ASCII))
                .putInt(WAV_FORMAT_BYTES)
                .putShort(WAV_PCM)
                .putShort((short) 1)
                .putInt(SAMPLES_PER_SECOND)
                .putInt(BYTES_PER_SECOND)
                .putShort((short) Short.BYTES)
                .putShort((short) Short.SIZE)
                .put("data".getBytes(US_ASCII))
                .putInt(pcm.length)
                .put(pcm)
                .array();
    }

    /** Each recording has a decoder of its own, so that one speaker's nonsense cannot spoil another's talk. */
    private static final class Decoding {
        private final Timeline timeline = new Timeline();
        private final ByteArrayOutputStream pcm = new ByteArrayOutputStream();
        private @Nullable OpusDecoder opus;
        private Decimator decimator = new Decimator();
        private boolean plain;
        private int bad;

        void add(TapedFrame frame) {
            var at = timeline.place(frame) / TapedFrame.TICKS_PER_SAMPLE * Short.BYTES;
            var silence = at - pcm.size();
            pcm.writeBytes(new byte[(int) Math.max(0, silence)]);
            var samples = frame.codec() == TapedFrame.PCM16 ? plain(frame) : decoded(frame);
            // Overlaps of less than a sample, where a packet's length is no multiple of three ticks.
            var over = (int) Math.min(samples.length, Math.max(0, -silence));
            pcm.write(samples, over, samples.length - over);
        }

        private byte[] plain(TapedFrame frame) {
            plain = true;
            return Arrays.copyOfRange(
                    frame.bytes(),
                    TapedFrame.HEADER_BYTES,
                    TapedFrame.HEADER_BYTES + frame.payloadBytes() / Short.BYTES * Short.BYTES);
        }

        private byte[] decoded(TapedFrame frame) {
            try {
                if (opus == null) {
                    opus = new OpusDecoder(TapedFrame.TICKS_PER_SECOND, 1);
                    decimator = new Decimator();
                }
                var ticks = new short[PACKET_TICKS_MAX];
                var count = opus.decode(
                        frame.bytes(), TapedFrame.HEADER_BYTES, frame.payloadBytes(), ticks, 0, ticks.length, false);
                var samples = decimator.next(ticks, count);
                var bytes = ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asShortBuffer().put(samples);
                return bytes.array();
            } catch (OpusException | RuntimeException | AssertionError e) {
                // Random packets make this decoder throw errors too. What state that leaves it in, nobody knows.
                opus = null;
                bad++;
                return new byte[frame.ticks() / TapedFrame.TICKS_PER_SAMPLE * Short.BYTES];
            }
        }

        Sound sound() {
            return new Sound(pcm.toByteArray(), opus == null && bad == 0 ? "pcm16" : plain ? "mixed" : "opus", bad);
        }
    }
}
