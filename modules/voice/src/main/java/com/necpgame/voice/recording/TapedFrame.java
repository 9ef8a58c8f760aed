package com.necpgame.voice.recording;

import io.github.jaredmdobson.concentus.OpusPacketInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A binary frame as it came in: the 16-byte header of docs/voice.md, then samples or a packet.
 *
 * @param receivedMicros since the epoch
 * @param bytes shared with the listeners; nobody changes them
 */
record TapedFrame(long receivedMicros, byte[] bytes) {
    static final int HEADER_BYTES = 16;

    /** Of media times: 48 kHz, whatever the codec. */
    static final int TICKS_PER_SECOND = 48_000;

    /** Of recordings: 16 kHz. */
    static final int TICKS_PER_SAMPLE = 3;

    static final int PCM16 = 1;
    static final int OPUS = 2;
    private static final int AUDIO = 1;
    private static final int LOW_NIBBLE = 0xF;
    private static final int SEQ_AT = 8;
    private static final int MEDIA_TIME_AT = 12;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    TapedFrame {
        if (bytes.length < HEADER_BYTES) {
            throw new IllegalArgumentException("A frame has a header of " + HEADER_BYTES + " bytes");
        }
    }

    /** False for the end of talk and for comfort noise, which hold nothing to be heard. */
    boolean isAudio() {
        return (bytes[0] & LOW_NIBBLE) == AUDIO && payloadBytes() > 0;
    }

    int codec() {
        return bytes[1] & LOW_NIBBLE;
    }

    /** Unsigned 32 bits. */
    long seq() {
        return Integer.toUnsignedLong((int) INTS.get(bytes, SEQ_AT));
    }

    /** In ticks; wraps. */
    int mediaTime() {
        return (int) INTS.get(bytes, MEDIA_TIME_AT);
    }

    int payloadBytes() {
        return bytes.length - HEADER_BYTES;
    }

    /** How long it sounds. 0 for a packet that says nonsense. */
    int ticks() {
        if (codec() == PCM16) {
            return payloadBytes() / Short.BYTES * TICKS_PER_SAMPLE;
        }
        return Math.max(0, OpusPacketInfo.getNumSamples(bytes, HEADER_BYTES, payloadBytes(), TICKS_PER_SECOND));
    }
}
