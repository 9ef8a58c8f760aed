package com.necpgame.voice.live;

import static com.necpgame.voice.VoiceProblem.NOT_SPEECH_PCM;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Measures samples, each frame in one pass, and judges every second of them. Speech has neighbours that resemble each
 * other; samples in the wrong byte order, or A-law taken for PCM16, do not: loud seconds (over -30 dBFS) whose
 * autocorrelation at lag 1 is under 0.2 are noise, two in a row are refused.
 */
final class PcmMeter {
    /** -60 dBFS, as a mean square: less is silence. */
    private static final long SILENCE_POWER = square(32768) / 1_000_000;

    private static final long LOUD_POWER = square(32768) / 1_000;
    private static final double LIKENESS_MIN = 0.2;
    private static final int WINDOW_SAMPLES = 16_000;
    private static final int NOISE_WINDOWS = 2;
    private static final int CLIPPED_AMPLITUDE = (int) (0.99 * 32767);
    private static final int CLIPPED_SHARE = 20;
    private static final long OFFSET_MAX = 3276;

    private static final VarHandle SAMPLE =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final LiveMeters meters;
    private long power;
    private long squares;
    private long likeness;
    private long sum;
    private int clipped;
    private int samples;
    private int noiseWindows;

    PcmMeter(LiveMeters meters) {
        this.meters = meters;
    }

    /** @throws com.necpgame.platform.runtime.problem.Refusal NOT_SPEECH_PCM, while it is noise */
    void measure(byte[] frame, int from) {
        long frameSquares = 0;
        long frameLikeness = 0;
        long frameSum = 0;
        int frameClipped = 0;
        int before = 0;
        for (int i = from; i < frame.length; i += Short.BYTES) {
            int sample = (short) SAMPLE.get(frame, i);
            frameSquares += (long) sample * sample;
            frameLikeness += (long) sample * before;
            frameSum += sample;
            frameClipped += Math.abs(sample) >= CLIPPED_AMPLITUDE ? 1 : 0;
            before = sample;
        }
        int count = (frame.length - from) / Short.BYTES;
        power = frameSquares / count;
        squares += frameSquares;
        likeness += frameLikeness;
        sum += frameSum;
        clipped += frameClipped;
        samples += count;
        if (samples >= WINDOW_SAMPLES) {
            judge();
        }
        if (noiseWindows >= NOISE_WINDOWS) {
            throw NOT_SPEECH_PCM.refuse();
        }
    }

    /** The last frame's mean square. */
    long power() {
        return power;
    }

    boolean isVoiced() {
        return power >= SILENCE_POWER;
    }

    private void judge() {
        boolean noise = squares / samples > LOUD_POWER && likeness < LIKENESS_MIN * squares;
        noiseWindows = noise ? noiseWindows + 1 : 0;
        if (clipped * CLIPPED_SHARE > samples) {
            meters.hint(LiveMeters.Hint.CLIPPING);
        }
        if (Math.abs(sum / samples) > OFFSET_MAX) {
            meters.hint(LiveMeters.Hint.OFFSET);
        }
        squares = 0;
        likeness = 0;
        sum = 0;
        clipped = 0;
        samples = 0;
    }

    private static long square(long amplitude) {
        return amplitude * amplitude;
    }
}
