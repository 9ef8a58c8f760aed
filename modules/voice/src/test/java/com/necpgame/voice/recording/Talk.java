package com.necpgame.voice.recording;

import com.necpgame.voice.live.Cast;
import com.necpgame.voice.recording.Tape.Take;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Frames of one speaker, each of 20 ms, whose samples say which frame they are of. */
final class Talk {
    static final int FRAME_MICROS = 20_000;
    static final int FRAME_TICKS = 960;
    static final int PCM_BYTES = 640;
    private final Take take;
    private final long startMicros;

    Talk(String room, String player, Cast.Recording policy, boolean consents, long startMicros) {
        this.take = new Take(room, player, policy, consents);
        this.startMicros = startMicros;
    }

    static Talk recorded(String room, String player, long startMicros) {
        return new Talk(room, player, Cast.Recording.ON, true, startMicros);
    }

    /** Says these frames, as if 20 ms lay between them. */
    void say(Tape tape, int from, int to) {
        for (int seq = from; seq <= to; seq++) {
            say(tape, seq);
        }
    }

    void say(Tape tape, int seq) {
        tape.offer(take, pcm(take.playerId(), seq, seq * FRAME_TICKS), startMicros + (long) seq * FRAME_MICROS);
    }

    static byte[] pcm(String player, int seq, int mediaTime) {
        return frame(TapedFrame.PCM16, seq, mediaTime, samples(player, seq));
    }

    /** The number of the frame, then noise that it follows from. */
    static byte[] samples(String player, int seq) {
        var samples = new byte[PCM_BYTES];
        new SplittableRandom(player.hashCode() * 31L + seq).nextBytes(samples);
        ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).putInt(seq);
        return samples;
    }

    /** Which frame these samples are of; refused if one of them is wrong. */
    static int seqOf(String player, byte[] pcm, int at) {
        var seq = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
        if (!Arrays.equals(samples(player, seq), Arrays.copyOfRange(pcm, at, at + PCM_BYTES))) {
            throw new AssertionError("The samples at " + at + " of " + player + " are not those of frame " + seq);
        }
        return seq;
    }

    static byte[] frame(int codec, int seq, int mediaTime, byte[] payload) {
        return ByteBuffer.allocate(TapedFrame.HEADER_BYTES + payload.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x11)
                .put((byte) codec)
                .putShort((short) 1)
                .putInt(7)
                .putInt(seq)
                .putInt(mediaTime)
                .put(payload)
                .array();
    }
}
