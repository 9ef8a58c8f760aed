package com.necpgame.platform.data;

import org.jspecify.annotations.Nullable;

/**
 * Which page is asked for.
 *
 * @param limit the most items, 1 to {@value #LIMIT_MAX}
 * @param from where the page before ended, or null for the first
 */
public record PageOf(int limit, @Nullable Position from) {
    /** The most items of a page. */
    public static final int LIMIT_MAX = 1000;

    /** @throws IllegalArgumentException if the limit is out of its bounds */
    public PageOf {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("a page has 1 to " + LIMIT_MAX + " items, not " + limit);
        }
    }

    /** The first page. */
    public static PageOf first(int limit) {
        return new PageOf(limit, null);
    }
}
