package com.necpgame.platform.runtime.content;

import java.util.Comparator;

/**
 * One thing that is wrong in one file.
 *
 * @param file as the reader of the message may open it
 * @param line from 1; 0 where the whole file is meant
 * @param column from 1, in code points; 0 where the whole file is meant
 * @param pointer JSON pointer to the value, empty for the whole document
 */
public record ContentError(String file, int line, int column, String pointer, String message)
        implements Comparable<ContentError> {
    private static final Comparator<ContentError> BY_PLACE = Comparator.comparing(ContentError::file)
            .thenComparingInt(ContentError::line)
            .thenComparingInt(ContentError::column)
            .thenComparing(ContentError::pointer)
            .thenComparing(ContentError::message);

    @Override
    public int compareTo(ContentError other) {
        return BY_PLACE.compare(this, other);
    }

    /** {@code content/offers.yaml:23:15: /offers/2/price/currency: no currency 'credts'; did you mean 'credits'?} */
    @Override
    public String toString() {
        var where = line == 0 ? file : file + ":" + line + ":" + column;
        return where + ": " + (pointer.isEmpty() ? "" : pointer + ": ") + message;
    }
}
