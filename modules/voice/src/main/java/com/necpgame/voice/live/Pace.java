package com.necpgame.voice.live;

import static com.necpgame.voice.VoiceProblem.RATE;

import java.time.Duration;

/**
 * How much audio per time one connection may send: 1.10 times as much as time passes, and a second at once. What is
 * sampled at 48 kHz and said to be 16 kHz, a flood, or a file sent as fast as it goes, is over that.
 *
 * <p>A second with refused frames is a strike: a burst after a stalled network is one, however many frames it has.
 * Three within ten seconds silence the connection, for twice as long each time until ten quiet minutes have passed.
 */
final class Pace {
    private static final long BURST_SAMPLES = Frame.CLOCK_HZ;
    private static final double SAMPLES_PER_NANO = 1.10 * Frame.CLOCK_HZ / 1e9;
    private static final long STRIKE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long STRIKES_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long FORGIVEN_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int STRIKES_MAX = 3;
    private static final int DOUBLINGS_MAX = 6;

    private final long muteNanos;
    private final long[] strikes = new long[STRIKES_MAX];
    private long strikesEver;
    private double samplesLeft = BURST_SAMPLES;
    private long filledNanos;
    private long mutedUntilNanos;
    private int mutes;

    /** @param mute how long the first silence is */
    Pace(Duration mute, long nowNanos) {
        this.muteNanos = mute.toNanos();
        this.filledNanos = nowNanos;
        this.mutedUntilNanos = nowNanos;
    }

    /** @throws com.necpgame.platform.runtime.problem.Refusal RATE, where it is too much, and while silenced */
    void spend(int samples, long nowNanos) {
        refill(nowNanos);
        if (nowNanos - mutedUntilNanos < 0) {
            throw RATE.refuse("silenced for a while, as too much came").retryAfter(left(nowNanos));
        }
        if (samplesLeft < samples) {
            strike(nowNanos);
            throw RATE.refuse();
        }
        samplesLeft -= samples;
    }

    private Duration left(long nowNanos) {
        return Duration.ofNanos(mutedUntilNanos - nowNanos);
    }

    private void refill(long nowNanos) {
        samplesLeft = Math.min(BURST_SAMPLES, samplesLeft + (nowNanos - filledNanos) * SAMPLES_PER_NANO);
        filledNanos = nowNanos;
    }

    private void strike(long nowNanos) {
        if (strikesEver > 0 && nowNanos - strikes[at(strikesEver - 1)] < STRIKE_NANOS) {
            return;
        }
        strikes[at(strikesEver++)] = nowNanos;
        if (strikesEver >= STRIKES_MAX && nowNanos - strikes[at(strikesEver)] <= STRIKES_NANOS) {
            mute(nowNanos);
        }
    }

    private void mute(long nowNanos) {
        if (mutes > 0 && nowNanos - mutedUntilNanos > FORGIVEN_NANOS) {
            mutes = 0;
        }
        mutedUntilNanos = nowNanos + (muteNanos << Math.min(mutes++, DOUBLINGS_MAX));
        strikesEver = 0;
    }

    private static int at(long strike) {
        return (int) (strike % STRIKES_MAX);
    }
}
