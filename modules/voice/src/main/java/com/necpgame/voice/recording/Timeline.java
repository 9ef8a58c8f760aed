package com.necpgame.voice.recording;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Where the frames of one speaker lie in their recording, in ticks from its start. Media time says it to the sample;
 * but it is the client's word, so it may lead the time that has really passed by {@value #LEAD_TICKS_MAX} ticks at
 * most, and never goes back. The same frames give the same places again.
 */
final class Timeline {
    private static final int LEAD_TICKS_MAX = TapedFrame.TICKS_PER_SECOND;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private boolean begun;
    private long startMicros;
    private long lastMicros;
    private int mediaEnd;
    private long end;

    /** How long after what was placed last this comes, by the clock of the server. */
    Duration pauseBefore(TapedFrame frame) {
        return begun ? Duration.of(frame.receivedMicros() - lastMicros, ChronoUnit.MICROS) : Duration.ZERO;
    }

    /** The gap, in ticks, that the frame leaves after what was placed before it. */
    long ticksBefore(TapedFrame frame) {
        if (!begun) {
            return 0;
        }
        var passed = (frame.receivedMicros() - startMicros) * TapedFrame.TICKS_PER_SECOND / MICROS_PER_SECOND;
        var ahead = frame.mediaTime() - mediaEnd;
        return Math.max(0, Math.min(ahead, passed + LEAD_TICKS_MAX - end));
    }

    /** Where the frame begins. */
    long place(TapedFrame frame) {
        var at = end + ticksBefore(frame);
        if (!begun) {
            begun = true;
            startMicros = frame.receivedMicros();
        }
        var ticks = frame.ticks();
        lastMicros = frame.receivedMicros();
        mediaEnd = frame.mediaTime() + ticks;
        end = at + ticks;
        return at;
    }

    /** The length of all that was placed. */
    long ticks() {
        return end;
    }

    Duration length() {
        return Duration.ofNanos(end * 1_000_000_000L / TapedFrame.TICKS_PER_SECOND);
    }
}
