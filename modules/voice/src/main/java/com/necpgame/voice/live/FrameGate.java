package com.necpgame.voice.live;

import com.necpgame.voice.live.Frame.Codec;
import com.necpgame.voice.live.Frame.Kind;

/** Checks what one connection says, before any room hears of it. Confined to the thread that reads the connection. */
final class FrameGate {
    /** The end of a word is quiet: what is sent within 200 ms of voice still belongs to it. */
    private static final int PCM_HANGOVER_SAMPLES = Frame.CLOCK_HZ / 5;

    /** An encoder takes voiceless sounds for silence: inside sentences Chromium's said so for up to half a second. */
    private static final int OPUS_HANGOVER_SAMPLES = Frame.CLOCK_HZ;

    private final Pace pace;
    private final Lateness lateness = new Lateness();
    private final long lateNanos;
    private final PcmMeter pcm;
    private final OpusMeter opus = new OpusMeter();
    private boolean started;
    private int lastSeq;
    private int quietSamples = OPUS_HANGOVER_SAMPLES + 1;
    private boolean voiced;
    private long power;

    FrameGate(LiveConfig config, LiveMeters meters, long nowNanos) {
        this.pace = new Pace(config.rateMute(), nowNanos);
        this.lateNanos = config.lateMax().toNanos();
        this.pcm = new PcmMeter(meters);
    }

    /**
     * @return REPLAYED, SILENT, LATE, or HEARD for what may be
     * @throws com.necpgame.platform.runtime.problem.Refusal RATE, NOT_SPEECH_PCM
     */
    Fate pass(Frame frame, long nowNanos) {
        voiced = false;
        pace.spend(frame.samples(), nowNanos);
        if (started && frame.seq() - lastSeq <= 0) {
            return Fate.REPLAYED;
        }
        started = true;
        lastSeq = frame.seq();
        boolean late = lateness.of(frame.mediaTime(), nowNanos) > lateNanos;
        listen(frame);
        if (frame.kind() == Kind.AUDIO && quietSamples > hangover(frame.codec())) {
            return Fate.SILENT;
        }
        return late ? Fate.LATE : Fate.HEARD;
    }

    private static int hangover(Codec codec) {
        return codec == Codec.OPUS ? OPUS_HANGOVER_SAMPLES : PCM_HANGOVER_SAMPLES;
    }

    private void listen(Frame frame) {
        if (frame.kind() == Kind.AUDIO) {
            measure(frame);
            quietSamples = voiced ? 0 : Math.min(quietSamples, OPUS_HANGOVER_SAMPLES) + frame.samples();
        } else if (frame.kind() == Kind.END_OF_TALK) {
            quietSamples = OPUS_HANGOVER_SAMPLES + 1;
        }
    }

    private void measure(Frame frame) {
        if (frame.codec() == Codec.PCM16) {
            pcm.measure(frame.bytes(), Frame.HEADER_BYTES);
            power = pcm.power();
            voiced = pcm.isVoiced();
        } else {
            opus.measure(frame.bytes(), Frame.HEADER_BYTES);
            power = opus.power();
            voiced = opus.isVoiced();
        }
    }

    /** Whether somebody talks in the last frame. */
    boolean isVoiced() {
        return voiced;
    }

    /** The last frame's loudness, as a mean square. */
    long power() {
        return power;
    }
}
