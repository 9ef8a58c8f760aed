package com.necpgame.harness.page;

import java.util.Locale;

/** A drawing, written element by element. Colours come from the page's style sheet by class. */
public final class Svg {
    private final StringBuilder text = new StringBuilder();

    /** An empty drawing of this many units. @param title what a reader is told who cannot see it */
    public Svg(int width, int height, String title) {
        text.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                width,
                height,
                escape(title)));
    }

    /** A straight line. */
    public Svg line(double x1, double y1, double x2, double y2, String style) {
        return add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>", x1, y1, x2, y2, style);
    }

    /** A rectangle that tells more when the pointer rests on it. */
    public Svg bar(double x, double y, double width, double height, String style, String tip) {
        return add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"><title>%s</title></rect>",
                x, y, width, height, style, escape(tip));
    }

    /** A filled circle that tells more when the pointer rests on it. */
    public Svg dot(double x, double y, double radius, String style, String tip) {
        return add(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" class=\"%s\"><title>%s</title></circle>",
                x, y, radius, style, escape(tip));
    }

    /** Words. @param anchor start, middle or end */
    public Svg text(double x, double y, String anchor, String style, String words) {
        return add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>",
                x, y, anchor, style, escape(words));
    }

    /** A line through points. @param points {@code x,y} and so on, parted by blanks; nothing is drawn of none */
    public Svg path(String points, String style) {
        return points.isEmpty() ? this : add("<polyline points=\"%s\" class=\"%s\"/>", points, style);
    }

    @SuppressWarnings("AnnotateFormatMethod") // Only this class calls it.
    private Svg add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
        return this;
    }

    /** Words as they may stand in HTML and SVG, in an attribute too. */
    public static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return text + "</svg>";
    }
}
