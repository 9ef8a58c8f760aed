package com.necpgame.voice.live;

/**
 * Tells talk from silence in Opus packets, and loud from quiet, without decoding them.
 *
 * <p>Packets of at most two bytes are discontinuous transmission: silence. Those with a SILK layer begin with their
 * encoder's own judgement, one bit per 20 ms (RFC 6716, section 4.2.3). Others are voiced unless much smaller than this
 * speaker's largest. Loudness is a guess by size: half of the speaker's largest packet is 6 dB less than its loudest,
 * which counts as much as PCM at -20 dBFS. It serves to choose among many who talk, for nothing else.
 */
final class OpusMeter {
    private static final int DISCONTINUOUS_BYTES_MAX = 2;
    private static final double LOUDEST_POWER = 32768.0 * 32768.0 / 100;
    private static final double QUIET_SHARE = 0.25;

    /** The largest packet is forgotten by half within some 14 s of 20 ms packets. */
    private static final double FORGETTING = 0.999;

    private double largest = 1;
    private long power;
    private boolean voiced;

    void measure(byte[] frame, int from) {
        int length = frame.length - from;
        largest = Math.max(length, largest * FORGETTING);
        double share = length / largest;
        power = (long) (LOUDEST_POWER * share * share);
        voiced = length > DISCONTINUOUS_BYTES_MAX && isVoiced(frame, from, share);
    }

    private static boolean isVoiced(byte[] frame, int from, double share) {
        byte toc = frame[from];
        boolean sizedFrames = (toc & 3) > 1;
        if (!OpusPacket.hasSilk(toc) || sizedFrames) {
            return share > QUIET_SHARE;
        }
        int flags = Math.max(1, OpusPacket.frameSamples(toc) / 960);
        return (frame[from + 1] & 0xFF) >> (8 - flags) != 0;
    }

    /** Comparable to the mean square of PCM. */
    long power() {
        return power;
    }

    boolean isVoiced() {
        return voiced;
    }
}
