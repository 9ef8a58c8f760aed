package com.necpgame.player;

/** Which characters a text may hold. */
final class Characters {
    private Characters() {}

    /** Whether every character shows: none that is invisible, turns the direction of reading, or means nothing yet. */
    static boolean areVisible(String text) {
        return text.codePoints().allMatch(Characters::isVisible);
    }

    /** Whether this is text of several lines: no control characters but tabs and line ends, and no half of a character. */
    static boolean areText(String text) {
        return text.codePoints().allMatch(c -> c == '\n' || c == '\r' || c == '\t' || isStorable(c));
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT -> isJoiner(c);
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE, Character.UNASSIGNED ->
                false;
            default -> isStorable(c);
        };
    }

    private static boolean isStorable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE -> false;
            default -> true;
        };
    }

    /** Persian and Indic words need them, and emoji of several people. */
    private static boolean isJoiner(int c) {
        return c == 0x200C || c == 0x200D;
    }
}
