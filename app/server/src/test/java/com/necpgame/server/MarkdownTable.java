package com.necpgame.server;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of a Markdown page. */
final class MarkdownTable {
    private final int columns;
    private final List<String> lines = new ArrayList<>();

    MarkdownTable(String... heads) {
        columns = heads.length;
        row(heads);
        lines.add("|---".repeat(columns) + "|");
    }

    MarkdownTable row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + columns + " columns");
        }
        lines.add(List.of(cells).stream()
                .map(cell -> cell.replaceAll("\\s+", " ").replace("|", "\\|").strip())
                .collect(Collectors.joining(" | ", "| ", " |")));
        return this;
    }

    boolean isEmpty() {
        return lines.size() == 2;
    }

    /** The table, or this sentence where it has no row. */
    String or(String nothing) {
        return isEmpty() ? nothing : toString();
    }

    static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
