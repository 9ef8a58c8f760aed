package com.necpgame.voice.live;

import java.time.Duration;

/**
 * How much later than it might have a frame arrived: its way here, by media time and the time of arrival, against the
 * fastest of the last ten to twenty seconds. The two clocks need not agree, only run about as fast.
 */
final class Lateness {
    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

    private boolean started;
    private int lastMediaTime;
    private long mediaSamples;
    private long windowNanos;
    private long fastestNanos;
    private long fastestBeforeNanos;

    /** @return nanoseconds, from 0 */
    long of(int mediaTime, long nowNanos) {
        // A difference of 32 bits, so that the wrap after 24.8 h is a step like any other.
        int step = mediaTime - lastMediaTime;
        lastMediaTime = mediaTime;
        if (!started || step < 0) {
            // Media time that runs back is another clock, as after the client's audio has started anew.
            start(nowNanos);
        } else {
            mediaSamples += step;
        }
        // A sample of the 48 kHz clock lasts 62,500 / 3 ns.
        long way = nowNanos - mediaSamples * 62_500 / 3;
        turn(way, nowNanos);
        fastestNanos = Math.min(fastestNanos, way);
        return way - Math.min(fastestNanos, fastestBeforeNanos);
    }

    private void start(long nowNanos) {
        started = true;
        mediaSamples = 0;
        windowNanos = nowNanos;
        fastestNanos = nowNanos;
        fastestBeforeNanos = nowNanos;
    }

    private void turn(long way, long nowNanos) {
        if (nowNanos - windowNanos > WINDOW_NANOS) {
            windowNanos = nowNanos;
            fastestBeforeNanos = fastestNanos;
            fastestNanos = way;
        }
    }
}
