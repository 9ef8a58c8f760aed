package com.necpgame.harness.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Differences that are known, each with its reason: a file of pairs of lines, {@code pattern:} and {@code because:}. */
final class Explanations {
    private static final String PATTERN = "pattern:";
    private static final String BECAUSE = "because:";

    private final List<Known> known;

    private Explanations(List<Known> known) {
        this.known = known;
    }

    /**
     * A difference that is known.
     *
     * @param pattern found somewhere in {@code title: side text}
     */
    record Known(Pattern pattern, String reason) {
        boolean explains(TranscriptDiff.Line line) {
            return pattern.matcher(line.toString()).find();
        }
    }

    static Explanations none() {
        return new Explanations(List.of());
    }

    /**
     * Reads a file's text. Empty lines, and those that begin with {@code #}, say nothing.
     *
     * @throws IllegalArgumentException if a pattern has no reason, or is none
     */
    static Explanations parse(String text) {
        var known = new ArrayList<Known>();
        String pattern = "";
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith(PATTERN) && pattern.isEmpty()) {
                pattern = line.substring(PATTERN.length()).strip();
            } else if (line.startsWith(BECAUSE) && !pattern.isEmpty()) {
                known.add(new Known(
                        compiled(pattern), line.substring(BECAUSE.length()).strip()));
                pattern = "";
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new IllegalArgumentException("pattern: and because: come in turns, not " + line);
            }
        }
        if (!pattern.isEmpty()) {
            throw new IllegalArgumentException("no reason is given for " + pattern);
        }
        return new Explanations(known);
    }

    private static Pattern compiled(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("no pattern: " + pattern, e);
        }
    }

    Optional<Known> of(TranscriptDiff.Line line) {
        return known.stream().filter(each -> each.explains(line)).findFirst();
    }

    List<Known> known() {
        return List.copyOf(known);
    }
}
