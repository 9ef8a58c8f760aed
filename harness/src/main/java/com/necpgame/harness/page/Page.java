package com.necpgame.harness.page;

import java.util.List;

/** One HTML page that needs nothing else, written from the top down. What it is given is text, and escaped. */
public final class Page {
    /** Colours of series there are; a plot of more repeats them. */
    public static final int COLOURS = 6;

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: light-dark(#1c2430, #e4e8ee); --faint: light-dark(#667085, #98a2b3);
              --rule: light-dark(#dde2ea, #343d4a); --paper: light-dark(#fff, #12161c);
              --s0: light-dark(#2f6fdb, #6ea2ff); --s1: light-dark(#d9822b, #f2a65a); --s2: light-dark(#2c9c6a, #59c794);
              --s3: light-dark(#9a4fd0, #c792f5); --s4: light-dark(#b3852b, #e0c060); --s5: light-dark(#c2416b, #f07fa4); }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 1180px; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin: 0 0 .2rem } h2 { font-size: 1.15rem; margin: 2.2rem 0 .4rem }
            p { color: var(--faint); margin: .2rem 0 .8rem; max-width: 75ch }
            .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(340px, 1fr)); gap: 1rem }
            svg { width: 100%; height: auto; overflow: visible }
            .scroll { overflow-x: auto }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .6rem 0 }
            th, td { padding: .25rem .55rem; font-size: 14px; text-align: right; border-bottom: 1px solid var(--rule); white-space: nowrap }
            th { color: var(--faint); font-weight: 600 } th:first-child, td:first-child { text-align: left }
            .grid { stroke: var(--rule) } .tick { font-size: 15px; fill: var(--faint) } .name { font-size: 15px; fill: var(--ink) }
            .value { font-size: 14px; fill: var(--ink) }
            .whisker { stroke: var(--ink); stroke-width: 1.5 }
            rect.s0, circle.s0 { fill: var(--s0) } .stem.s0, polyline.s0 { stroke: var(--s0) }
            rect.s1, circle.s1 { fill: var(--s1) } .stem.s1, polyline.s1 { stroke: var(--s1) }
            rect.s2, circle.s2 { fill: var(--s2) } .stem.s2, polyline.s2 { stroke: var(--s2) }
            rect.s3, circle.s3 { fill: var(--s3) } .stem.s3, polyline.s3 { stroke: var(--s3) }
            rect.s4, circle.s4 { fill: var(--s4) } .stem.s4, polyline.s4 { stroke: var(--s4) }
            rect.s5, circle.s5 { fill: var(--s5) } .stem.s5, polyline.s5 { stroke: var(--s5) }
            .stem { stroke-width: 2; opacity: .45 } polyline { fill: none; stroke-width: 1.8; stroke-linejoin: round }
            .key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin: 0 .4em 0 1em }
            .key.s0 { background: var(--s0) } .key.s1 { background: var(--s1) } .key.s2 { background: var(--s2) }
            .key.s3 { background: var(--s3) } .key.s4 { background: var(--s4) } .key.s5 { background: var(--s5) }
            .bad { color: light-dark(#b42318, #ff8a80); font-weight: 600 }
            """;

    private final StringBuilder html = new StringBuilder();

    /** A page with its title as its first heading. */
    public Page(String title) {
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.append("<title>").append(Svg.escape(title)).append("</title><style>\n");
        html.append(STYLE).append("</style></head><body>\n");
        html.append("<h1>").append(Svg.escape(title)).append("</h1>\n");
    }

    /** A heading of a part. */
    public void heading(String words) {
        html.append("<h2>").append(Svg.escape(words)).append("</h2>\n");
    }

    /** A paragraph of text. */
    public void paragraph(String words) {
        html.append("<p>").append(Svg.escape(words)).append("</p>\n");
    }

    /** A paragraph that must not be overlooked. */
    public void warning(String words) {
        html.append("<p class=\"bad\">").append(Svg.escape(words)).append("</p>\n");
    }

    /** Lines, one under the other. */
    public void lines(List<String> lines) {
        html.append("<p>");
        lines.forEach(line -> html.append(Svg.escape(line)).append("<br>"));
        html.append("</p>\n");
    }

    /** Names of series with their colours, in the order of the colours. */
    public void legend(List<String> names) {
        html.append("<p>");
        for (int i = 0; i < names.size(); i++) {
            html.append("<span class=\"key ").append(colour(i)).append("\"></span>");
            html.append(Svg.escape(names.get(i)));
        }
        html.append("</p>\n");
    }

    /** Drawings side by side. @param svgs each the text of a {@link Svg} */
    public void plots(List<String> svgs) {
        html.append("<div class=\"plots\">");
        svgs.forEach(
                svg -> html.append("<figure style=\"margin:0\">").append(svg).append("</figure>"));
        html.append("</div>\n");
    }

    /** A table. The first column stands left, the others right. */
    public void table(List<String> heads, List<List<String>> rows) {
        html.append("<div class=\"scroll\"><table><thead><tr>");
        heads.forEach(head -> html.append("<th>").append(Svg.escape(head)).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            row.forEach(cell -> html.append("<td>").append(Svg.escape(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
    }

    /** The style of the colour of a series, counted from 0. */
    public static String colour(int series) {
        return "s" + series % COLOURS;
    }

    /** The whole page. */
    @Override
    public String toString() {
        return html + "</body></html>\n";
    }
}
