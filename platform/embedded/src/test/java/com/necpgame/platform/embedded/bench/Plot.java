package com.necpgame.platform.embedded.bench;

import java.util.List;
import java.util.Locale;

/** Draws the cells of one scenario on a logarithmic axis, as stores differ by factors. */
final class Plot {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 290;
    private static final int LEFT = 78;
    private static final int RIGHT = 12;
    private static final int TOP = 22;
    private static final int BOTTOM = 52;

    private final List<Cell> cells;
    private final List<String> contenders;
    private final List<Integer> threads;
    private final double least;
    private final double most;

    Plot(List<Cell> cells) {
        this.cells = cells;
        contenders = cells.stream().map(Cell::contender).distinct().toList();
        threads = cells.stream().map(Cell::threads).distinct().sorted().toList();
        least = powerOfTen(
                cells.stream().mapToDouble(c -> c.min(Round::perSecond)).min().orElse(1), false);
        most = powerOfTen(
                cells.stream().mapToDouble(c -> c.max(Round::perSecond)).max().orElse(10), true);
    }

    private static double powerOfTen(double value, boolean up) {
        double exponent = Math.log10(Math.max(1, value));
        return Math.pow(10, up ? Math.floor(exponent) + 1 : Math.floor(exponent));
    }

    List<String> contenders() {
        return contenders;
    }

    /** The class of its colour. */
    String style(String contender) {
        return "s" + contenders.indexOf(contender);
    }

    /** A bar for the median, a whisker from the least round to the best. */
    String throughput(String name) {
        var svg = axes(name);
        for (var cell : cells) {
            double x = x(cell);
            double width = slot() * 0.8;
            double median = cell.median(Round::perSecond);
            add(
                    svg,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"><title>%s</title></rect>",
                    x - width / 2,
                    y(median),
                    width,
                    HEIGHT - BOTTOM - y(median),
                    style(cell.contender()),
                    tip(cell, median));
            line(svg, x, y(cell.min(Round::perSecond)), x, y(cell.max(Round::perSecond)), "whisker");
            text(svg, x, y(cell.max(Round::perSecond)) - 5, "middle", "value", shortly(median));
        }
        return svg.append("</svg>").toString();
    }

    /** Each round in the order in which they ran: a drift would show. */
    String rounds(String name) {
        var svg = axes(name);
        for (var cell : cells) {
            int count = cell.rounds().size();
            for (int i = 0; i < count; i++) {
                double value = cell.rounds().get(i).perSecond();
                add(
                        svg,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" class=\"%s\"><title>%s</title></circle>",
                        x(cell) + slot() * 0.8 * ((i + 0.5) / count - 0.5),
                        y(value),
                        style(cell.contender()),
                        tip(cell, value));
            }
        }
        return svg.append("</svg>").toString();
    }

    private StringBuilder axes(String name) {
        var svg = new StringBuilder();
        add(svg, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, escape(name));
        for (double value = least; value <= most; value *= 10) {
            line(svg, LEFT, y(value), WIDTH - RIGHT, y(value), "grid");
            text(svg, LEFT - 6, y(value) + 4, "end", "tick", String.format(Locale.ROOT, "%,.0f", value));
        }
        for (int count : threads) {
            text(svg, groupX(count), HEIGHT - BOTTOM + 18, "middle", "tick", Integer.toString(count));
        }
        text(svg, LEFT, HEIGHT - 8, "start", "name", name);
        text(svg, WIDTH - RIGHT, HEIGHT - 8, "end", "name", "threads");
        return svg;
    }

    private double groupWidth() {
        return (double) (WIDTH - LEFT - RIGHT) / threads.size();
    }

    private double groupX(int count) {
        return LEFT + groupWidth() * (threads.indexOf(count) + 0.5);
    }

    private double slot() {
        return groupWidth() * 0.9 / contenders.size();
    }

    private double x(Cell cell) {
        return groupX(cell.threads()) + slot() * (contenders.indexOf(cell.contender()) - (contenders.size() - 1) / 2.0);
    }

    private double y(double value) {
        double share = Math.log10(Math.max(least, value) / least) / Math.log10(most / least);
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * share;
    }

    private static String tip(Cell cell, double value) {
        return escape(cell.contender() + " x" + cell.threads() + ": " + TextReport.whole(value) + "/s");
    }

    private static String shortly(double value) {
        return value >= 100_000
                ? String.format(Locale.ROOT, "%.0fk", value / 1000)
                : value >= 1_000 ? String.format(Locale.ROOT, "%.1fk", value / 1000) : TextReport.whole(value);
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2, String style) {
        add(svg, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>", x1, y1, x2, y2, style);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String style, String words) {
        add(
                svg,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>",
                x,
                y,
                anchor,
                style,
                escape(words));
    }

    @SuppressWarnings("AnnotateFormatMethod") // Only this class calls it.
    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
