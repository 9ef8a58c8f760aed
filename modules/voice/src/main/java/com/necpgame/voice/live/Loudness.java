package com.necpgame.voice.live;

/** How loud somebody talks, and when they last did. Written by one thread at a time, looked at by others. */
final class Loudness {
    private static final int BLOCK_SAMPLES = Frame.CLOCK_HZ / 10;

    private double blockPower;
    private int blockSamples;
    private volatile boolean spoken;
    private volatile long voicedNanos;
    /** The mean square over the last full tenth of a second; 0 for not known. */
    private volatile long level;

    /** What was before the pause does not count. */
    void startAnew() {
        level = 0;
        blockPower = 0;
        blockSamples = 0;
    }

    /** @return whether a tenth of a second is full */
    boolean add(long power, int samples, long nowNanos) {
        spoken = true;
        voicedNanos = nowNanos;
        blockPower += (double) power * samples;
        blockSamples += samples;
        if (blockSamples < BLOCK_SAMPLES) {
            return false;
        }
        level = Math.max(1, (long) (blockPower / blockSamples));
        blockPower = 0;
        blockSamples = 0;
        return true;
    }

    boolean isSilentFor(long nanos, long nowNanos) {
        return !spoken || nowNanos - voicedNanos > nanos;
    }

    /** By 6 dB over the last tenth of a second that each has talked; who has not talked for as long is not compared. */
    boolean isLouderThan(Loudness other) {
        return other.level > 0 && level >= Selection.LOUDER * other.level;
    }

    /** The mean square over the last full tenth of a second; who has not talked for as long is spared. */
    long strength() {
        return level > 0 ? level : Long.MAX_VALUE;
    }
}
