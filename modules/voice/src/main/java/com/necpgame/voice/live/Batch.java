package com.necpgame.voice.live;

import com.necpgame.voice.live.Frame.Codec;
import java.util.Arrays;

/** Samples of up to 100 ms for listeners to whom single frames cost too much. Only of frames that follow each other. */
final class Batch {
    private static final int BYTES_MAX = 3200;

    /** Most who may talk never do, or nobody takes JSON. */
    private byte[] samples = {};

    private int length;
    private int lastSeq;
    private long startedNanos;

    /** One Opus packet is a piece of its own: packets cannot be joined. */
    static Piece of(Frame frame) {
        return new Piece(Codec.OPUS, Arrays.copyOfRange(frame.bytes(), Frame.HEADER_BYTES, frame.bytes().length));
    }

    boolean takes(Frame frame) {
        return length == 0 || frame.seq() == lastSeq + 1 && length + frame.payloadBytes() <= BYTES_MAX;
    }

    void add(Frame frame, long nowNanos) {
        if (samples.length == 0) {
            samples = new byte[BYTES_MAX];
        }
        if (length == 0) {
            startedNanos = nowNanos;
        }
        System.arraycopy(frame.bytes(), Frame.HEADER_BYTES, samples, length, frame.payloadBytes());
        length += frame.payloadBytes();
        lastSeq = frame.seq();
    }

    boolean isFull() {
        return length == BYTES_MAX;
    }

    boolean isEmpty() {
        return length == 0;
    }

    long startedNanos() {
        return startedNanos;
    }

    void clear() {
        length = 0;
    }

    Piece take() {
        var piece = new Piece(Codec.PCM16, Arrays.copyOf(samples, length));
        clear();
        return piece;
    }

    /** What one message carries. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Piece(Codec codec, byte[] audio) {}
}
