package com.necpgame.harness.screen;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress as a bar that is drawn over itself on a terminal, and as a line now and then elsewhere: how far, at what rate,
 * and how long it will still take.
 */
public final class ProgressBar implements Progress {
    static final int BAR_WIDTH = 30;
    static final Duration REDRAW_EVERY = Duration.ofMillis(100);
    static final Duration LINE_EVERY = Duration.ofSeconds(10);

    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private String what = "";
    private long total;
    private long done;
    private long startedAt;
    private long shownAt;
    private boolean running;

    /**
     * @param terminal true if the stream is one that a person looks at and that understands a carriage return
     * @param nanoTime a steady clock, as {@link System#nanoTime()}
     */
    public ProgressBar(PrintStream out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void begin(String what, long total) {
        end();
        this.what = what;
        this.total = total;
        done = 0;
        startedAt = nanoTime.getAsLong();
        shownAt = startedAt;
        running = true;
        if (terminal) {
            out.print(ERASE_LINE + line());
            out.flush();
        }
    }

    @Override
    public synchronized void advance(long count) {
        done += count;
        Duration pause = terminal ? REDRAW_EVERY : LINE_EVERY;
        if (running && nanoTime.getAsLong() - shownAt >= pause.toNanos()) {
            shownAt = nanoTime.getAsLong();
            show();
        }
    }

    @Override
    public synchronized void end() {
        if (running) {
            running = false;
            show();
            if (terminal) {
                out.println();
            }
        }
    }

    private void show() {
        if (terminal) {
            out.print(ERASE_LINE + line());
        } else {
            out.println(line());
        }
        out.flush();
    }

    private String line() {
        double seconds = (nanoTime.getAsLong() - startedAt) / 1e9;
        double rate = seconds > 0 ? done / seconds : 0;
        String bar = terminal ? bar() + " " : "";
        return String.format(
                Locale.ROOT,
                "%-10s %s%3d %%  %,d of %,d  %,.0f/s  %s",
                what,
                bar,
                percent(),
                done,
                total,
                rate,
                running ? "about " + inWords(remaining(rate)) + " left" : "in " + inWords(seconds));
    }

    private String bar() {
        int full = (int) (BAR_WIDTH * percent() / 100);
        return "█".repeat(full) + "░".repeat(BAR_WIDTH - full);
    }

    private long percent() {
        return total <= 0 ? 100 : Math.min(100, 100 * done / total);
    }

    private double remaining(double rate) {
        return rate > 0 ? (total - done) / rate : Double.NaN;
    }

    static String inWords(double seconds) {
        if (Double.isNaN(seconds)) {
            return "?";
        }
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 120 ? whole + " s" : String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
}
