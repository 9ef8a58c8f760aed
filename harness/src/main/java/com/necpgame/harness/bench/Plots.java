package com.necpgame.harness.bench;

import com.necpgame.harness.page.Scale;
import com.necpgame.harness.page.Svg;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.HdrHistogram.Histogram;

/** Draws the cells of one scenario. */
final class Plots {
    private static final int WIDTH = 520;
    private static final int HEIGHT = 270;
    private static final int LEFT = 70;
    private static final int RIGHT = 12;
    private static final int TOP = 22;
    private static final int BOTTOM = 52;
    private static final double[] PERCENTILES = {50, 95, 99};

    private final List<CellResult> cells;
    private final List<String> systems;
    private final List<Integer> connections;

    /** @param cells of one scenario */
    Plots(List<CellResult> cells) {
        this.cells = cells;
        systems = cells.stream().map(c -> c.cell().system()).distinct().toList();
        connections = cells.stream()
                .map(c -> c.cell().connections())
                .distinct()
                .sorted()
                .toList();
    }

    /** A bar for the median of each cell, a whisker from the least round to the best. */
    String throughput() {
        Scale scale = Scale.fromZero(
                cells.stream().mapToDouble(c -> c.max(Round::perSecond)).max().orElse(1));
        var svg = new Svg(WIDTH, HEIGHT, "answers per second by connections");
        axis(svg, scale, "answers per second", value -> String.format(Locale.ROOT, "%,.0f", value));
        for (CellResult cell : cells) {
            double width = slot() * 0.8;
            double x = x(cell);
            double median = cell.median(Round::perSecond);
            double top = y(scale, median);
            svg.bar(
                    x - width / 2,
                    top,
                    width,
                    HEIGHT - BOTTOM - top,
                    style(cell),
                    tip(cell, BenchText.whole(median) + "/s"));
            double least = y(scale, cell.min(Round::perSecond));
            double best = y(scale, cell.max(Round::perSecond));
            svg.line(x, least, x, best, "whisker");
            svg.line(x - 5, least, x + 5, least, "whisker").line(x - 5, best, x + 5, best, "whisker");
            svg.text(x, best - 5, "middle", "value", BenchText.whole(median));
        }
        return svg.toString();
    }

    /** Three dots for each cell on a logarithmic axis: p50, p95, p99. */
    String times() {
        Scale scale = Scale.powersOfTen(
                cells.stream().mapToDouble(c -> millis(c, 50)).min().orElse(1),
                cells.stream().mapToDouble(c -> millis(c, 99)).max().orElse(1));
        var svg = new Svg(WIDTH, HEIGHT, "time to the answer by connections");
        axis(svg, scale, "milliseconds to the answer (p50, p95, p99)", Plots::plain);
        for (CellResult cell : cells) {
            double x = x(cell);
            svg.line(x, y(scale, millis(cell, 50)), x, y(scale, millis(cell, 99)), "stem " + style(cell));
            for (double percentile : PERCENTILES) {
                double value = millis(cell, percentile);
                String tip = tip(cell, String.format(Locale.ROOT, "p%.0f %.2f ms", percentile, value));
                svg.dot(x, y(scale, value), percentile == 50 ? 5 : percentile == 95 ? 4 : 3, style(cell), tip);
            }
        }
        return svg.toString();
    }

    /** Each round of each cell in the order in which they ran: a drift would show. */
    String rounds() {
        Scale scale = Scale.fromZero(
                cells.stream().mapToDouble(c -> c.max(Round::perSecond)).max().orElse(1));
        var svg = new Svg(WIDTH, HEIGHT, "answers per second in each round");
        axis(svg, scale, "answers per second, round by round", value -> String.format(Locale.ROOT, "%,.0f", value));
        for (CellResult cell : cells) {
            int count = cell.rounds().size();
            for (int i = 0; i < count; i++) {
                double x = x(cell) + slot() * 0.8 * ((i + 0.5) / count - 0.5);
                double value = cell.rounds().get(i).perSecond();
                String tip = tip(cell, "round " + (i + 1) + ": " + BenchText.whole(value) + "/s");
                svg.dot(x, y(scale, value), 2.5, style(cell), tip);
            }
        }
        return svg.toString();
    }

    private void axis(Svg svg, Scale scale, String name, DoubleFunction<String> words) {
        for (double value : scale.lines()) {
            double y = y(scale, value);
            svg.line(LEFT, y, WIDTH - RIGHT, y, "grid").text(LEFT - 6, y + 4, "end", "tick", words.apply(value));
        }
        for (int connection : connections) {
            svg.text(groupX(connection), HEIGHT - BOTTOM + 16, "middle", "tick", Integer.toString(connection));
        }
        svg.text(LEFT, HEIGHT - 8, "start", "name", name).text(WIDTH - RIGHT, HEIGHT - 8, "end", "name", "connections");
    }

    private double groupWidth() {
        return (double) (WIDTH - LEFT - RIGHT) / connections.size();
    }

    private double groupX(int connection) {
        return LEFT + groupWidth() * (connections.indexOf(connection) + 0.5);
    }

    private double slot() {
        return groupWidth() * 0.8 / systems.size();
    }

    private double x(CellResult cell) {
        int system = systems.indexOf(cell.cell().system());
        return groupX(cell.cell().connections()) + slot() * (system - (systems.size() - 1) / 2.0);
    }

    private static double y(Scale scale, double value) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * scale.at(value);
    }

    private String style(CellResult cell) {
        return "s" + systems.indexOf(cell.cell().system());
    }

    private static String tip(CellResult cell, String value) {
        return cell.cell() + ": " + value;
    }

    private static double millis(CellResult cell, double percentile) {
        Histogram times = cell.times();
        return Math.max(0.001, times.getValueAtPercentile(percentile) / 1e6);
    }

    private static String plain(double value) {
        return value >= 1 ? String.format(Locale.ROOT, "%,.0f", value) : Double.toString(value);
    }

    /** The systems, in the order of their colours. */
    List<String> systems() {
        return systems;
    }
}
