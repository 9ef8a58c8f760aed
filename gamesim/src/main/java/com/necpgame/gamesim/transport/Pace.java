package com.necpgame.gamesim.transport;

/** A bucket that fills with so many per second and holds so many. */
final class Pace {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double most;
    private double perSecond;
    private double filled;
    private long at;

    Pace(double perSecond, double most, long nowNanos) {
        this.perSecond = perSecond;
        this.most = most;
        this.filled = most;
        this.at = nowNanos;
    }

    /** Takes that many, or none where there are fewer. */
    boolean take(double amount, long nowNanos) {
        fill(nowNanos);
        if (filled < amount) {
            return false;
        }
        filled -= amount;
        return true;
    }

    void rate(double newPerSecond, long nowNanos) {
        fill(nowNanos);
        perSecond = newPerSecond;
    }

    private void fill(long nowNanos) {
        filled = Math.min(most, filled + perSecond * (nowNanos - at) / NANOS_PER_SECOND);
        at = nowNanos;
    }
}
