package com.necpgame.platform.runtime.object;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The name of an object: segments of letters, digits and {@code . _ - : = +}, joined by slashes. No segment is empty,
 * {@code .} or {@code ..}, so that a key cannot leave the folder that a store keeps it in.
 *
 * @param value at most {@value #LENGTH_MAX} characters, each segment at most {@value #SEGMENT_LENGTH_MAX}, which a file
 *     system takes as a name
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
    public static final int LENGTH_MAX = 512;

    public static final int SEGMENT_LENGTH_MAX = 200;

    private static final Pattern SEGMENTS =
            Pattern.compile("(?!\\.{1,2}(/|$))[A-Za-z0-9._:=+-]+(/(?!\\.{1,2}(/|$))[A-Za-z0-9._:=+-]+)*");

    public ObjectKey {
        if (value.length() > LENGTH_MAX || !SEGMENTS.matcher(value).matches() || hasLongSegment(value)) {
            throw new IllegalArgumentException("Not the key of an object: " + value);
        }
    }

    private static boolean hasLongSegment(String value) {
        return Arrays.stream(value.split("/")).anyMatch(segment -> segment.length() > SEGMENT_LENGTH_MAX);
    }

    @Override
    public int compareTo(ObjectKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
