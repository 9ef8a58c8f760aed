package com.necpgame.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over a common axis from zero, such as what was counted minute by minute. */
public final class LinePlot {
    private static final int WIDTH = 520;
    private static final int HEIGHT = 270;
    private static final int LEFT = 70;
    private static final int RIGHT = 12;
    private static final int TOP = 22;
    private static final int BOTTOM = 52;
    /** More points than this are drawn as their highest of each stretch: a page of a day stays small. */
    private static final int POINTS_MAX = 480;

    private final String name;
    private final String across;
    private final double acrossMax;
    private final List<List<Double>> lines = new ArrayList<>();

    /**
     * A plot without lines.
     *
     * @param name of the values
     * @param across name of the axis from left to right
     * @param acrossMax where that axis ends, above 0; the points of each line are spread evenly from 0 to it
     */
    public LinePlot(String name, String across, double acrossMax) {
        if (!(acrossMax > 0)) {
            throw new IllegalArgumentException("an axis ends above 0, not at " + acrossMax);
        }
        this.name = name;
        this.across = across;
        this.acrossMax = acrossMax;
    }

    /** One more line, in the next colour. */
    public LinePlot line(List<Double> values) {
        lines.add(thinned(values));
        return this;
    }

    /** The drawing. */
    public String svg() {
        Scale up = Scale.fromZero(lines.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1));
        Scale right = new Scale(0, acrossMax, false);
        var svg = new Svg(WIDTH, HEIGHT, name + " by " + across);
        for (double value : up.lines()) {
            svg.line(LEFT, y(up, value), WIDTH - RIGHT, y(up, value), "grid");
            svg.text(LEFT - 6, y(up, value) + 4, "end", "tick", plain(value));
        }
        for (double value : right.lines()) {
            svg.text(x(right, value), HEIGHT - BOTTOM + 16, "middle", "tick", plain(value));
        }
        for (int i = 0; i < lines.size(); i++) {
            svg.path(points(lines.get(i), up), Page.colour(i));
        }
        svg.text(LEFT, HEIGHT - 8, "start", "name", name);
        return svg.text(WIDTH - RIGHT, HEIGHT - 8, "end", "name", across).toString();
    }

    private String points(List<Double> values, Scale up) {
        Scale right = new Scale(0, Math.max(1, values.size() - 1), false);
        var points = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(right, i), y(up, values.get(i))));
        }
        return points.toString().stripTrailing();
    }

    private static List<Double> thinned(List<Double> values) {
        int stretch = (values.size() + POINTS_MAX - 1) / POINTS_MAX;
        if (stretch <= 1) {
            return List.copyOf(values);
        }
        var thin = new ArrayList<Double>();
        for (int from = 0; from < values.size(); from += stretch) {
            var part = values.subList(from, Math.min(values.size(), from + stretch));
            thin.add(part.stream().mapToDouble(Double::doubleValue).max().orElse(0));
        }
        return thin;
    }

    private static double x(Scale scale, double value) {
        return LEFT + (WIDTH - LEFT - RIGHT) * scale.at(value);
    }

    private static double y(Scale scale, double value) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * scale.at(value);
    }

    private static String plain(double value) {
        boolean whole = value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%.3g", value);
    }
}
