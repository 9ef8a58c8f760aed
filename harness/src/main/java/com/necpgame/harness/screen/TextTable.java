package com.necpgame.harness.screen;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text. The first column stands left, the others right. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    public TextTable(String... heads) {
        columns = heads.length;
        rows.add(List.of(heads));
    }

    /** Adds a row. @throws IllegalArgumentException if the cells are not as many as the heads */
    public TextTable row(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(columns + " cells, not " + cells.length);
        }
        var texts = new ArrayList<String>();
        for (Object cell : cells) {
            texts.add(String.valueOf(cell));
        }
        rows.add(List.copyOf(texts));
        return this;
    }

    @Override
    public String toString() {
        int[] widths = widths();
        var text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            appendLine(text, rows.get(row), widths);
            if (row == 0) {
                appendRule(text, widths);
            }
        }
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    private static void appendLine(StringBuilder text, List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            line.append(column == 0 ? "" : GAP).append(column == 0 ? cell + padding : padding + cell);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static void appendRule(StringBuilder text, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            text.append(column == 0 ? "" : GAP).append("-".repeat(widths[column]));
        }
        text.append('\n');
    }
}
