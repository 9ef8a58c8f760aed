package com.necpgame.platform.testkit;

/** Texts in messages. */
final class Texts {
    private static final int LENGTH_MAX = 2000;

    private Texts() {}

    /** The beginning of a text that is too long to read. */
    static String cut(String text) {
        return text.length() <= LENGTH_MAX
                ? text
                : text.substring(0, LENGTH_MAX) + "... (" + text.length() + " characters)";
    }
}
