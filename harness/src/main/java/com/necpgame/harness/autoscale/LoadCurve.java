package com.necpgame.harness.autoscale;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How many sessions are asked for in each minute.
 *
 * @param arrivals by minute from 0, none negative, at least one minute
 */
public record LoadCurve(List<Integer> arrivals) {
    /** The first line of a curve as CSV. */
    public static final String HEAD = "minute,arrivals";

    /** The longest curve: two weeks. */
    public static final int MINUTES_MAX = 14 * 24 * 60;

    /** The most arrivals of one minute: far above what one replay can show. */
    public static final int ARRIVALS_MAX = 10_000;

    private static final int DAY_MINUTES = 24 * 60;
    private static final int BUSIEST_MINUTE = DAY_MINUTES / 2;
    private static final double NIGHT_SHARE = 0.12;
    private static final int RUSH_MINUTES = 12;
    private static final double RUSH_SHARE = 1.5;
    private static final long MINUTE_MILLIS = 60_000;

    public LoadCurve {
        arrivals = List.copyOf(arrivals);
        if (arrivals.isEmpty() || arrivals.size() > MINUTES_MAX) {
            throw new IllegalArgumentException("a load curve has 1 to " + MINUTES_MAX + " minutes");
        }
        for (int arriving : arrivals) {
            if (arriving < 0 || arriving > ARRIVALS_MAX) {
                throw new IllegalArgumentException("arrivals in a minute: 0 to " + ARRIVALS_MAX + ", not " + arriving);
            }
        }
    }

    /**
     * Reads {@code minute,arrivals} lines; minutes count up from 0 without a gap.
     *
     * @throws IllegalArgumentException if it is anything else, naming the line
     */
    public static LoadCurve parse(String csv) {
        List<String> lines = csv.lines().map(String::strip).toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEAD)) {
            throw new IllegalArgumentException("line 1: a load curve begins with " + HEAD);
        }
        var arrivals = new ArrayList<Integer>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                arrivals.add(arriving(lines.get(i), arrivals.size(), i + 1));
            }
        }
        return new LoadCurve(arrivals);
    }

    private static int arriving(String line, int minute, int lineNumber) {
        if (!line.matches("[0-9]{1,6} *, *[0-9]{1,6}")) {
            throw new IllegalArgumentException("line " + lineNumber + ": two whole numbers from 0, not " + line);
        }
        String[] cells = line.split(" *, *");
        if (Integer.parseInt(cells[0]) != minute) {
            throw new IllegalArgumentException("line " + lineNumber + ": minute " + minute + ", not " + cells[0]);
        }
        return Integer.parseInt(cells[1]);
    }

    /**
     * A day from its quietest hour to the next, busiest in the middle, and one rush of a few minutes at a time that is drawn, as
     * after an announcement. Arrivals of a minute are Poisson's.
     *
     * @param busiest mean arrivals of the busiest minute aside from the rush, 1 to 1,000
     */
    public static LoadCurve day(RandomGenerator random, int busiest) {
        if (busiest < 1 || busiest > 1000) {
            throw new IllegalArgumentException("arrivals in the busiest minute: 1 to 1000, not " + busiest);
        }
        int rush = random.nextInt(DAY_MINUTES - RUSH_MINUTES);
        var arrivals = new ArrayList<Integer>();
        for (int minute = 0; minute < DAY_MINUTES; minute++) {
            double wave = (1 + Math.cos(2 * Math.PI * (minute - BUSIEST_MINUTE) / DAY_MINUTES)) / 2;
            double mean = busiest * (NIGHT_SHARE + (1 - NIGHT_SHARE) * Math.pow(wave, 1.5));
            boolean rushes = minute >= rush && minute < rush + RUSH_MINUTES;
            arrivals.add(poisson(random, rushes ? mean + busiest * RUSH_SHARE : mean));
        }
        return new LoadCurve(arrivals);
    }

    /** Counts exponential gaps within one unit of time: exact for every mean, unlike a product of many small numbers. */
    private static int poisson(RandomGenerator random, double mean) {
        int count = 0;
        for (double at = random.nextExponential(); at < mean; at += random.nextExponential()) {
            count++;
        }
        return count;
    }

    /** When the curve ends, from its start. */
    public long endMillis() {
        return arrivals.size() * MINUTE_MILLIS;
    }

    /** Those who come: within each minute at drawn moments, in order, each with a drawn length of the session. */
    public List<Demand> demands(RandomGenerator random, SessionLength length) {
        var demands = new ArrayList<Demand>();
        for (int minute = 0; minute < arrivals.size(); minute++) {
            long from = minute * MINUTE_MILLIS;
            random.longs(arrivals.get(minute), from, from + MINUTE_MILLIS)
                    .sorted()
                    .forEach(at -> demands.add(new Demand(at, length.draw(random))));
        }
        return demands;
    }
}
