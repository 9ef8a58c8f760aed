package com.necpgame.voice.recording;

/**
 * From 48 kHz to 16 kHz: a low pass (windowed sinc, Blackman) below half of the new rate, then each third sample.
 *
 * <p>The decoder could be asked for 16 kHz itself, but Concentus 1.0.2 then gives silence for hybrid packets, which browsers send.
 */
final class Decimator {
    static final int FACTOR = TapedFrame.TICKS_PER_SECOND / Sound.SAMPLES_PER_SECOND;

    private static final int TAPS = 73;
    private static final double CUTOFF_HZ = 7_200;
    private static final float[] KERNEL = kernel();

    /** The end of what came before, then the samples of this call. */
    private final float[] line = new float[TAPS - 1];

    private static float[] kernel() {
        var kernel = new double[TAPS];
        double sum = 0;
        for (int i = 0; i < TAPS; i++) {
            double x = i - (TAPS - 1) / 2.0;
            double angle = 2 * Math.PI * i / (TAPS - 1);
            double window = 0.42 - 0.5 * Math.cos(angle) + 0.08 * Math.cos(2 * angle);
            kernel[i] = window * sinc(2 * CUTOFF_HZ / TapedFrame.TICKS_PER_SECOND * x);
            sum += kernel[i];
        }
        var normal = new float[TAPS];
        for (int i = 0; i < TAPS; i++) {
            normal[i] = (float) (kernel[i] / sum);
        }
        return normal;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** A third of so many samples; what is left over at the end of a multiple of three is dropped. */
    short[] next(short[] samples, int count) {
        var all = new float[TAPS - 1 + count];
        System.arraycopy(line, 0, all, 0, TAPS - 1);
        for (int i = 0; i < count; i++) {
            all[TAPS - 1 + i] = samples[i];
        }
        var thirds = new short[count / FACTOR];
        for (int i = 0; i < thirds.length; i++) {
            thirds[i] = filtered(all, i * FACTOR);
        }
        System.arraycopy(all, count, line, 0, TAPS - 1);
        return thirds;
    }

    private static short filtered(float[] all, int at) {
        float sum = 0;
        for (int tap = 0; tap < TAPS; tap++) {
            sum += KERNEL[tap] * all[at + tap];
        }
        return (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
