package com.necpgame.gamesim.server;

import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Runs a tick at a fixed rate, and something else in between, on one thread. Who is behind catches up by a few ticks, and gives up the rest. */
final class TickLoop {
    /** Ticks at once; what is further behind is skipped, or a slow server would never do anything else. */
    static final int CATCH_UP_MAX = 5;
    /** What comes between two ticks, datagrams, waits no longer than this. */
    private static final long BETWEEN_NANOS = 2_000_000;

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final double MILLI_NANOS = 1e6;

    private final long tickNanos;
    private final Runnable between;
    private final Runnable tick;
    private final Histogram jitter = new Histogram(60 * SECOND_NANOS, 3);
    private final Histogram work = new Histogram(60 * SECOND_NANOS, 3);
    private long ticks;
    private long skipped;
    private long dueAt;
    private long secondBegan;
    private long busyNanos;
    private double load;
    private volatile TickFigures figures = TickFigures.NONE;
    private volatile boolean stopped;

    /** @param between runs before each tick, and every few milliseconds */
    TickLoop(int tickRate, Runnable between, Runnable tick) {
        this.tickNanos = SECOND_NANOS / tickRate;
        this.between = between;
        this.tick = tick;
    }

    /** Until it is stopped. */
    void run() {
        secondBegan = System.nanoTime();
        dueAt = secondBegan;
        while (!stopped) {
            long began = System.nanoTime();
            between.run();
            tickWhatIsDue();
            long ended = System.nanoTime();
            busyNanos += ended - began;
            if (ended - secondBegan >= SECOND_NANOS) {
                count(ended);
            }
            LockSupport.parkNanos(Math.min(BETWEEN_NANOS, dueAt - ended));
        }
        count(System.nanoTime());
    }

    private void tickWhatIsDue() {
        for (int i = 0; i < CATCH_UP_MAX && System.nanoTime() - dueAt >= 0; i++) {
            long began = System.nanoTime();
            jitter.recordValue(Math.min(began - dueAt, jitter.getHighestTrackableValue()));
            tick.run();
            ticks++;
            dueAt += tickNanos;
            work.recordValue(Math.min(System.nanoTime() - began, work.getHighestTrackableValue()));
        }
        long behind = (System.nanoTime() - dueAt) / tickNanos;
        if (behind > 0) {
            skipped += behind;
            dueAt += behind * tickNanos;
        }
    }

    private void count(long now) {
        load = Math.min(1, busyNanos / (double) Math.max(1, now - secondBegan));
        busyNanos = 0;
        secondBegan = now;
        figures = new TickFigures(ticks, skipped, load, spread(jitter), spread(work));
    }

    private static TickFigures.Spread spread(Histogram of) {
        return new TickFigures.Spread(
                of.getValueAtPercentile(50) / MILLI_NANOS,
                of.getValueAtPercentile(99) / MILLI_NANOS,
                of.getMaxValue() / MILLI_NANOS);
    }

    /** Counts from now on, on the loop's own thread: what came before was warming up. */
    void forget() {
        jitter.reset();
        work.reset();
        ticks = 0;
        skipped = 0;
    }

    /** As of the last second; for any thread. */
    TickFigures figures() {
        return figures;
    }

    /** For any thread. */
    void stop() {
        stopped = true;
    }
}
