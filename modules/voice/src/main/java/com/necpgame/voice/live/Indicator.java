package com.necpgame.voice.live;

import java.time.Duration;

/** Whether somebody talks, and whether the others have been told: at most five times a second. */
final class Indicator {
    private static final long INTERVAL_NANOS = Duration.ofMillis(200).toNanos();

    private boolean on;
    private boolean shownOn;
    private boolean everShown;
    private long shownNanos;

    void set(boolean on) {
        this.on = on;
    }

    boolean isOn() {
        return on;
    }

    /** Whether the others believe something else. */
    boolean isBehind() {
        return on != shownOn;
    }

    boolean isDue(long nowNanos) {
        return isBehind() && (!everShown || nowNanos - shownNanos >= INTERVAL_NANOS);
    }

    /** @return what to tell the others, who now know */
    boolean shown(long nowNanos) {
        everShown = true;
        shownNanos = nowNanos;
        shownOn = on;
        return on;
    }
}
