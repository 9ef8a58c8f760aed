package com.necpgame.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Something like speech, the same every time: a pitch pulse through three formants that move from vowel to vowel, four
 * syllables a second, over a noise floor that keeps silence from being perfect.
 */
final class SpeechWav {
    private static final int RATE = 16_000;
    private static final float FORMANT_WIDTH_HZ = 90;
    private static final double SYLLABLES_PER_SECOND = 4;
    private static final double FLOOR = 0.004;
    private static final double LOUDNESS = 0.25;

    /** The first three formants of a, e, i, o, u in Hz. */
    private static final double[][] VOWELS = {
        {730, 1090, 2440}, {530, 1840, 2480}, {270, 2290, 3010}, {570, 840, 2410}, {300, 870, 2240}
    };

    private SpeechWav() {}

    static Path write(Path file, int seconds) throws IOException {
        var samples = ByteBuffer.allocate(seconds * RATE * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        var noise = new Random(1);
        var formants = new Resonator[] {new Resonator(), new Resonator(), new Resonator()};
        double phase = 0;
        for (int i = 0; i < seconds * RATE; i++) {
            double time = i / (double) RATE;
            phase += (120 + 25 * Math.sin(2 * Math.PI * 0.7 * time)) / RATE;
            boolean isPulse = phase >= 1;
            phase -= isPulse ? 1 : 0;
            double source = (isPulse ? 1 : 0) + 0.02 * noise.nextGaussian();
            double syllable = Math.pow(Math.sin(Math.PI * SYLLABLES_PER_SECOND * time), 2);
            double sound = 0;
            var vowel = VOWELS[(int) (time * SYLLABLES_PER_SECOND) % VOWELS.length];
            for (int f = 0; f < formants.length; f++) {
                sound += formants[f].next(source, vowel[f]) / (f + 1);
            }
            double sample = LOUDNESS * syllable * sound + FLOOR * noise.nextGaussian();
            samples.putShort((short) (Math.clamp(sample, -1, 1) * Short.MAX_VALUE));
        }
        var format = new AudioFormat(RATE, Short.SIZE, 1, true, false);
        var stream = new AudioInputStream(new ByteArrayInputStream(samples.array()), format, (long) seconds * RATE);
        AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        return file;
    }

    /** A two-pole filter that rings at one frequency. */
    private static final class Resonator {
        private static final double RADIUS = Math.exp(-Math.PI * FORMANT_WIDTH_HZ / RATE);
        private double last;
        private double before;

        double next(double in, double hertz) {
            double out = in + 2 * RADIUS * Math.cos(2 * Math.PI * hertz / RATE) * last - RADIUS * RADIUS * before;
            before = last;
            last = out;
            return out * 0.12;
        }
    }
}
