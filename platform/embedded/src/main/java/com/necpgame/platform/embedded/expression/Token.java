package com.necpgame.platform.embedded.expression;

/**
 * A word of an expression.
 *
 * @param text as written, with its {@code #} or {@code :}
 * @param start index of its first character in the expression
 */
record Token(Kind kind, String text, int start) {
    enum Kind {
        WORD,
        NAME,
        VALUE,
        DIGITS,
        OPEN,
        CLOSE,
        OPEN_INDEX,
        CLOSE_INDEX,
        DOT,
        COMMA,
        EQUAL,
        DIFFERENT,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST,
        PLUS,
        MINUS,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** Keywords may be written in any case. */
    boolean isKeyword(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    int end() {
        return start + (kind == Kind.END ? 0 : text.length());
    }
}
