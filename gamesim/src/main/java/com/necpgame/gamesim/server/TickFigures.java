package com.necpgame.gamesim.server;

/**
 * How the ticks of a server came, since its start; times in milliseconds.
 *
 * @param jitter how much later than due a tick began
 * @param work what a tick took
 * @param skipped ticks that were given up, because the server was too far behind
 * @param load share of the last second that the tick thread worked, 0 to 1
 */
public record TickFigures(long ticks, long skipped, double load, Spread jitter, Spread work) {
    static final TickFigures NONE = new TickFigures(0, 0, 0, new Spread(0, 0, 0), new Spread(0, 0, 0));

    /** Of a distribution. */
    public record Spread(double p50, double p99, double max) {}
}
