package com.necpgame.gamesim.transport;

/** How much of the unreliable and latest channels may go out: halved each second while many packets are lost, and growing back. */
final class LooseRate {
    private static final long PERIOD_NANOS = 1_000_000_000;
    /** Without loss the rate grows back by this part of the most. */
    private static final int GROWTH_PARTS = 10;

    private final TransportConfig.Sending limits;
    private final Pace pace;
    private double bytesPerSecond;
    private long adjustedAt;

    LooseRate(TransportConfig.Sending limits, long nowNanos) {
        this.limits = limits;
        this.bytesPerSecond = limits.bytesPerSecondMax();
        this.pace = new Pace(bytesPerSecond, limits.burstBytes(), nowNanos);
        this.adjustedAt = nowNanos;
    }

    boolean take(int bytes, long nowNanos) {
        return pace.take(bytes, nowNanos);
    }

    /** @param loss share of the packets, 0 to 1 */
    void adjust(double loss, long nowNanos) {
        if (nowNanos - adjustedAt < PERIOD_NANOS) {
            return;
        }
        adjustedAt = nowNanos;
        int most = limits.bytesPerSecondMax();
        bytesPerSecond = loss * 100 > limits.lossPercentHigh()
                ? Math.max(bytesPerSecond / 2, limits.bytesPerSecondMin())
                : Math.min(bytesPerSecond + (double) most / GROWTH_PARTS, most);
        pace.rate(bytesPerSecond, nowNanos);
    }
}
