package com.necpgame.harness.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a value stands on an axis, and which round values are worth a line.
 *
 * @param low the value at the axis' start
 * @param high the value at its end
 * @param logarithmic true if equal factors take equal room
 */
public record Scale(double low, double high, boolean logarithmic) {
    private static final double[] STEPS = {1, 2, 5, 10};
    private static final int LINES_MAX = 6;

    public Scale {
        if (!(high > low) || (logarithmic && !(low > 0))) {
            throw new IllegalArgumentException("no scale from " + low + " to " + high);
        }
    }

    /** From zero to a round value that is not below the given one. */
    public static Scale fromZero(double most) {
        double step = step(Math.max(most, 1e-9));
        return new Scale(0, Math.ceil(Math.max(most, 1e-9) / step) * step, false);
    }

    /** Whole powers of ten around the values. */
    public static Scale powersOfTen(double least, double most) {
        double low = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-9))));
        double high = Math.pow(10, Math.ceil(Math.log10(Math.max(most, 1e-9))));
        return new Scale(low, high > low ? high : low * 10, true);
    }

    /** 0 at the axis' start, 1 at its end. */
    public double at(double value) {
        double clamped = Math.clamp(value, low, high);
        return logarithmic
                ? (Math.log10(clamped) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
                : (clamped - low) / (high - low);
    }

    /** The round values that are worth a line. */
    public List<Double> lines() {
        var lines = new ArrayList<Double>();
        if (logarithmic) {
            for (double value = low; value <= high * 1.001; value *= 10) {
                lines.add(value);
            }
            return lines;
        }
        double step = step(high - low);
        for (int i = 0; low + i * step <= high * 1.001; i++) {
            lines.add(low + i * step);
        }
        return lines;
    }

    private static double step(double range) {
        double power = Math.pow(10, Math.floor(Math.log10(range / LINES_MAX)));
        for (double factor : STEPS) {
            if (range / (factor * power) <= LINES_MAX) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
