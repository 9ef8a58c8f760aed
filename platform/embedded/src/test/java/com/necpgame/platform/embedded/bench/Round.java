package com.necpgame.platform.embedded.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * One cell, measured once.
 *
 * @param times nanoseconds of each call
 * @param cpu processor time of client and store together
 * @param loadAverage of the machine at its end
 */
record Round(Histogram times, Duration wall, Duration cpu, double loadAverage) {
    double perSecond() {
        return times.getTotalCount() * 1e9 / wall.toNanos();
    }

    double cpuMicrosPerCall() {
        return cpu.toNanos() / 1e3 / Math.max(1, times.getTotalCount());
    }
}
