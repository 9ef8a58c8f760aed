package com.necpgame.harness.voice;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A frame of 20 ms of PCM16 at 16 kHz in the binary protocol of docs/voice.md, 656 bytes, with the moment of its sending in
 * the first samples; as a masked WebSocket frame.
 */
final class VoiceFrame {
    static final int BYTES = 656;
    static final int PER_SECOND = 50;

    private static final int HEADER_BYTES = 16;
    private static final int STAMP_OFFSET = HEADER_BYTES;
    private static final int VERSION_1_AUDIO = 0x11;
    private static final int PCM16 = 0x01;
    private static final int EVERY_ROOM = 0xFFFF;
    private static final int MEDIA_TIME_PER_FRAME = 960;
    private static final int SAMPLES = (BYTES - HEADER_BYTES) / Short.BYTES;
    private static final double AMPLITUDE = 8_000;
    private static final double TONE_HERTZ = 440;
    private static final double SAMPLES_PER_SECOND = 16_000;
    private static final byte[] TONE = tone();

    private VoiceFrame() {}

    private static byte[] tone() {
        var tone = new byte[SAMPLES * Short.BYTES];
        for (int i = 0; i < SAMPLES; i++) {
            var sample = (int) (AMPLITUDE * Math.sin(2 * Math.PI * TONE_HERTZ * i / SAMPLES_PER_SECOND));
            tone[2 * i] = (byte) sample;
            tone[2 * i + 1] = (byte) (sample >> Byte.SIZE);
        }
        return tone;
    }

    static ByteBuf of(ByteBufAllocator buffers, int seq) {
        var frame = buffers.directBuffer(BYTES + 8);
        // Masked with zeros: a legal mask that costs the sender nothing.
        frame.writeByte(0x82).writeByte(0x80 | 126).writeShort(BYTES).writeInt(0);
        frame.writeByte(VERSION_1_AUDIO).writeByte(PCM16).writeShortLE(EVERY_ROOM);
        frame.writeIntLE(0).writeIntLE(seq).writeIntLE(seq * MEDIA_TIME_PER_FRAME);
        frame.writeLong(System.nanoTime());
        return frame.writeBytes(TONE, Long.BYTES, TONE.length - Long.BYTES);
    }

    /** @param payload where the payload of a WebSocket frame begins */
    static long sentAt(ByteBuf in, int payload) {
        return in.getLong(payload + STAMP_OFFSET);
    }
}
