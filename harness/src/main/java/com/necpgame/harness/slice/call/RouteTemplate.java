package com.necpgame.harness.slice.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path such as {@code /v1/profiles/{playerId}}, which a route answers. {@code {name}} stands for one segment that is
 * not empty, {@code {name+}} or {@code {+name}} at the end for the rest. What a template says of the query is left out.
 *
 * <p>In order, the one comes first that says more: at the first segment where two differ in kind, a literal before a
 * variable, a variable before the rest.
 */
public final class RouteTemplate implements Comparable<RouteTemplate> {
    private static final Comparator<Segment> SAYS_MORE = Comparator.comparing(Segment::kind);

    private final String text;
    private final List<Segment> segments;

    private RouteTemplate(String text, List<Segment> segments) {
        this.text = text;
        this.segments = segments;
    }

    /** @throws IllegalArgumentException if it is not a path, or goes on after its rest */
    public static RouteTemplate of(String template) {
        int query = template.indexOf("{?");
        var path = trim(query < 0 ? template : template.substring(0, query));
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a route begins with a slash: " + template);
        }
        var segments = split(path).stream().map(Segment::of).toList();
        for (var segment : segments.subList(0, segments.size() - 1)) {
            if (segment.kind() == Kind.REST) {
                throw new IllegalArgumentException("a rest stands at the end: " + template);
            }
        }
        return new RouteTemplate(path, segments);
    }

    /**
     * Compares a path with this template, as it is on the wire: nothing is decoded. One slash at its end does not count.
     *
     * @return the variables' values, if it fits
     */
    public Optional<Map<String, String>> match(String path) {
        var parts = split(trim(path));
        var variables = new LinkedHashMap<String, String>();
        for (int i = 0; i < segments.size(); i++) {
            var segment = segments.get(i);
            if (i >= parts.size() || !segment.takes(parts.get(i))) {
                return Optional.empty();
            }
            switch (segment.kind()) {
                case LITERAL -> {}
                case VARIABLE -> variables.put(segment.text(), parts.get(i));
                case REST -> {
                    variables.put(segment.text(), String.join("/", parts.subList(i, parts.size())));
                    return Optional.of(variables);
                }
            }
        }
        return parts.size() == segments.size() ? Optional.of(variables) : Optional.empty();
    }

    private static String trim(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static List<String> split(String path) {
        var parts = new ArrayList<String>();
        int from = 1;
        for (int slash = path.indexOf('/', from); slash >= 0; slash = path.indexOf('/', from)) {
            parts.add(path.substring(from, slash));
            from = slash + 1;
        }
        parts.add(path.substring(Math.min(from, path.length())));
        return parts;
    }

    @Override
    public int compareTo(RouteTemplate other) {
        int common = Math.min(segments.size(), other.segments.size());
        for (int i = 0; i < common; i++) {
            int order = SAYS_MORE.compare(segments.get(i), other.segments.get(i));
            if (order != 0) {
                return order;
            }
        }
        int longer = Integer.compare(other.segments.size(), segments.size());
        return longer != 0 ? longer : text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RouteTemplate that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The path with its variables, without what it said of the query. */
    @Override
    public String toString() {
        return text;
    }

    private enum Kind {
        LITERAL,
        VARIABLE,
        REST
    }

    private record Segment(Kind kind, String text) {
        static Segment of(String text) {
            if (!text.startsWith("{") || !text.endsWith("}")) {
                return new Segment(Kind.LITERAL, text);
            }
            var name = text.substring(1, text.length() - 1);
            if (name.startsWith("+")) {
                return new Segment(Kind.REST, name.substring(1));
            }
            return name.endsWith("+")
                    ? new Segment(Kind.REST, name.substring(0, name.length() - 1))
                    : new Segment(Kind.VARIABLE, name);
        }

        boolean takes(String part) {
            return kind == Kind.LITERAL ? text.equals(part) : !part.isEmpty();
        }
    }
}
