package com.necpgame.platform.runtime.content;

/**
 * A place in a text, as editors count: from 1, a column is one code point.
 *
 * @param line 0 where the whole file is meant
 */
record Place(int line, int column) implements Comparable<Place> {
    static final Place WHOLE_FILE = new Place(0, 0);

    @Override
    public int compareTo(Place other) {
        return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
    }
}
