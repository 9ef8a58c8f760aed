package com.necpgame.server;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The README's tour: what to type, and what is answered.
 *
 * @param operatorSecret the one that the page's server made at its first start
 */
record Tour(List<Step> steps, String operatorSecret) {
    private static final Pattern SECTION = Pattern.compile("^## A tour.*?(?=^## )", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern STEP = Pattern.compile(
            "^```sh\\n(?<commands>.*?)^```\\n(\\s*^```(json|text|http)\\n(?<output>.*?)^```\\n)?|^<!-- tour: (?<restart>restart) -->",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SECRET = Pattern.compile("^SECRET=(\\S+)", Pattern.MULTILINE);

    /**
     * One block of commands.
     *
     * @param output of all of them; empty where the page shows none
     */
    record Step(String commands, String output) {
        boolean isRestart() {
            return commands.isEmpty();
        }

        boolean onlyReads() {
            return !commands.contains(" -d ");
        }
    }

    static Tour of(String readme) {
        var section = SECTION.matcher(readme);
        if (!section.find()) {
            throw new IllegalStateException("no section that begins with '## A tour'");
        }
        var secret = SECRET.matcher(section.group());
        if (!secret.find()) {
            throw new IllegalStateException("the tour sets no SECRET");
        }
        var steps = new ArrayList<Step>();
        for (var found = STEP.matcher(section.group()); found.find(); ) {
            var output = found.group("output");
            steps.add(
                    found.group("restart") != null
                            ? new Step("", "")
                            : new Step(found.group("commands"), output == null ? "" : output));
        }
        return new Tour(List.copyOf(steps), secret.group(1));
    }

    /** A text with names in place of what differs from run to run. */
    static String shape(String text) {
        return text.strip()
                .replaceAll("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+", "<token>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "<time>")
                .replaceAll("\\b([a-z]{3})_[0-9a-z-]{20,}", "<$1>")
                .replaceAll("\"[0-9a-z]{26}\"", "\"<id>\"")
                .replaceAll("\\b[0-9a-f]{32}\\b", "<trace>");
    }
}
