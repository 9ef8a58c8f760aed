package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.expression.Token.Kind;
import com.necpgame.platform.embedded.item.Rejections;
import java.util.ArrayList;
import java.util.List;

/** Splits an expression into tokens. */
final class Lexer {
    private static final String END_TEXT = "<EOF>";
    private static final int NEAR_CHARACTERS = 2;

    private final String kind;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    /** @param kind how the request calls the expression */
    Lexer(String kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    /** At least one: the last is {@link Kind#END}. */
    List<Token> tokens() {
        while (at < text.length()) {
            var c = text.charAt(at);
            if (isSpace(c)) {
                at++;
            } else {
                tokens.add(token(c));
            }
        }
        tokens.add(new Token(Kind.END, END_TEXT, text.length()));
        return tokens;
    }

    private Token token(char c) {
        if (startsName(c)) {
            return word(Kind.WORD, at);
        }
        if (isDigit(c)) {
            return digits();
        }
        return switch (c) {
            case '#' -> placeholder(Kind.NAME);
            case ':' -> placeholder(Kind.VALUE);
            case '(' -> sign(Kind.OPEN, "(");
            case ')' -> sign(Kind.CLOSE, ")");
            case '[' -> sign(Kind.OPEN_INDEX, "[");
            case ']' -> sign(Kind.CLOSE_INDEX, "]");
            case '.' -> sign(Kind.DOT, ".");
            case ',' -> sign(Kind.COMMA, ",");
            case '+' -> sign(Kind.PLUS, "+");
            case '-' -> sign(Kind.MINUS, "-");
            case '=' -> sign(Kind.EQUAL, "=");
            case '<' -> less();
            case '>' -> follows('=') ? sign(Kind.AT_LEAST, ">=") : sign(Kind.GREATER, ">");
            default -> throw unknown();
        };
    }

    private Token less() {
        if (follows('=')) {
            return sign(Kind.AT_MOST, "<=");
        }
        return follows('>') ? sign(Kind.DIFFERENT, "<>") : sign(Kind.LESS, "<");
    }

    private boolean follows(char c) {
        return at + 1 < text.length() && text.charAt(at + 1) == c;
    }

    private Token sign(Kind sign, String written) {
        var token = new Token(sign, written, at);
        at += written.length();
        return token;
    }

    private Token placeholder(Kind placeholder) {
        if (at + 1 >= text.length() || !continuesName(text.charAt(at + 1))) {
            throw unknown();
        }
        return word(placeholder, at++);
    }

    private Token word(Kind word, int start) {
        while (at < text.length() && continuesName(text.charAt(at))) {
            at++;
        }
        return new Token(word, text.substring(start, at), start);
    }

    /** An integer without leading zeros: 007 is three. */
    private Token digits() {
        int start = at++;
        while (text.charAt(start) != '0' && at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return new Token(Kind.DIGITS, text.substring(start, at), start);
    }

    private RuntimeException unknown() {
        var near = text.substring(Math.max(0, at - NEAR_CHARACTERS), Math.min(text.length(), at + NEAR_CHARACTERS + 1));
        return Rejections.validation(
                "Invalid " + kind + ": Syntax error; token: \"" + text.charAt(at) + "\", near: \"" + near + "\"");
    }

    /** Whether all from there on could be part of a name. */
    static boolean continuesName(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!continuesName(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean startsName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean continuesName(char c) {
        return startsName(c) || isDigit(c) || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
