package com.necpgame.voice.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Frames, as clients send them. */
final class Sound {
    static final int PCM = 1;
    static final int OPUS = 2;
    static final int RATE = 16_000;

    private Sound() {}

    static byte[] frame(int codec, int alias, int seq, int mediaTime, byte[] payload) {
        return frame(1, codec, alias, seq, mediaTime, payload);
    }

    static byte[] frame(int kind, int codec, int alias, int seq, int mediaTime, byte[] payload) {
        return ByteBuffer.allocate(Frame.HEADER_BYTES + payload.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) (0x10 | kind))
                .put((byte) codec)
                .putShort((short) alias)
                .putInt(0)
                .putInt(seq)
                .putInt(mediaTime)
                .put(payload)
                .array();
    }

    /** Samples of a vowel: 150 Hz with harmonics. */
    static byte[] vowel(int from, int samples, double decibels) {
        var bytes = ByteBuffer.allocate(samples * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        // The root mean square of three equal sines is 1.22 of one's peak.
        double peak = 32768 * Math.pow(10, decibels / 20) / Math.sqrt(1.5);
        for (int i = from; i < from + samples; i++) {
            double angle = 2 * Math.PI * 150 * i / RATE;
            bytes.putShort((short) Math.round(peak * (Math.sin(angle) + Math.sin(2 * angle) + Math.sin(5 * angle))));
        }
        return bytes.array();
    }

    /** The same in the other byte order. */
    static byte[] swapped(byte[] samples) {
        var swapped = samples.clone();
        for (int i = 0; i < swapped.length; i += Short.BYTES) {
            swapped[i] = samples[i + 1];
            swapped[i + 1] = samples[i];
        }
        return swapped;
    }

    static byte[] samples(int count, int value) {
        var samples = new short[count];
        Arrays.fill(samples, (short) value);
        var bytes = ByteBuffer.allocate(count * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    /** A packet of 20 ms, hybrid, fullband, mono, one frame; its encoder's detector says talk or silence. */
    static byte[] opus(int bytes, boolean voiced) {
        var packet = new byte[bytes];
        packet[0] = (byte) (15 << 3);
        if (bytes > 1) {
            packet[1] = (byte) (voiced ? 0x80 : 0);
        }
        return packet;
    }

    static byte[] random(RandomGenerator random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
