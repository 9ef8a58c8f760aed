package com.necpgame.harness.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked and answered, as titled blocks of lines.
 *
 * <p>As text a block begins with {@code == title} and ends before the next. A title stands once; a repeated one gets a number.
 */
final class Transcript {
    private static final String HEAD = "== ";

    private final Map<String, List<String>> blocks = new LinkedHashMap<>();
    private final Map<String, Integer> repeats = new HashMap<>();

    void add(String title, List<String> lines) {
        int count = repeats.merge(title, 1, Integer::sum);
        blocks.put(count == 1 ? title : title + " #" + count, List.copyOf(lines));
    }

    Map<String, List<String>> blocks() {
        return new LinkedHashMap<>(blocks);
    }

    String text() {
        var text = new StringBuilder();
        blocks.forEach((title, lines) -> {
            text.append(HEAD).append(title).append('\n');
            lines.forEach(line -> text.append(line).append('\n'));
            text.append('\n');
        });
        return text.toString();
    }

    /** Reads what {@link #text()} wrote. Lines before the first head are nobody's, and are skipped. */
    static Transcript parse(String text) {
        var transcript = new Transcript();
        @Nullable List<String> lines = null;
        for (String line : text.lines().toList()) {
            if (line.startsWith(HEAD)) {
                lines = new ArrayList<>();
                transcript.blocks.put(line.substring(HEAD.length()), lines);
            } else if (lines != null && !line.isEmpty()) {
                lines.add(line);
            }
        }
        return transcript;
    }
}
