package com.necpgame.platform.embedded.item;

import java.math.BigDecimal;

/**
 * DynamoDB's numbers: up to 38 significant digits, magnitudes 1E-130 to 9.99E+125, and 0. From {@link #plain} on a number is text in one
 * form, without exponent, plus, or needless zeros, so that equal numbers are equal texts.
 */
public final class Numbers {
    /** Significant digits. */
    public static final int DIGITS = 38;

    /** The largest power of ten of a first digit. */
    static final int EXPONENT_MAX = 125;

    /** The smallest power of ten of a first digit. */
    static final int EXPONENT_MIN = -130;

    /** A sum of two numbers of so many characters fits a long. */
    private static final int LONG_CHARACTERS = 18;

    private Numbers() {}

    /**
     * The one form of a number.
     *
     * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if it is no number, too long, too large or too small
     */
    public static String plain(String text) {
        return isPlainInteger(text) ? text : Decimal.parse(text).plain();
    }

    /** The order of two numbers in plain form. */
    public static int compare(String left, String right) {
        var leftNegative = left.charAt(0) == '-';
        var rightNegative = right.charAt(0) == '-';
        if (leftNegative != rightNegative) {
            return leftNegative ? -1 : 1;
        }
        return leftNegative ? compareMagnitudes(right, left, 1) : compareMagnitudes(left, right, 0);
    }

    /**
     * The exact sum of two numbers in plain form.
     *
     * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if it is no number of DynamoDB's
     */
    public static String add(String left, String right) {
        if (isShortInteger(left) && isShortInteger(right)) {
            return Long.toString(Long.parseLong(left) + Long.parseLong(right));
        }
        return plain(new BigDecimal(left).add(new BigDecimal(right)).toString());
    }

    /**
     * The exact difference of two numbers in plain form.
     *
     * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if it is no number of DynamoDB's
     */
    public static String subtract(String left, String right) {
        if (isShortInteger(left) && isShortInteger(right)) {
            return Long.toString(Long.parseLong(left) - Long.parseLong(right));
        }
        return plain(new BigDecimal(left).subtract(new BigDecimal(right)).toString());
    }

    /** Whether it is an integer in plain form that a long holds, so that the long gives back the same text. */
    static boolean isShortInteger(String text) {
        return text.length() <= LONG_CHARACTERS && isPlainInteger(text);
    }

    private static boolean isPlainInteger(String text) {
        var start = !text.isEmpty() && text.charAt(0) == '-' ? 1 : 0;
        var digits = text.length() - start;
        if (digits == 0 || digits > DIGITS) {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return text.charAt(start) != '0' || text.length() == 1;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Digit by digit, once the integer parts are equally long: no number in plain form has a needless zero at either end. */
    private static int compareMagnitudes(String left, String right, int start) {
        var byLength = Integer.compare(integerEnd(left), integerEnd(right));
        if (byLength != 0) {
            return byLength;
        }
        var common = Math.min(left.length(), right.length());
        for (int i = start; i < common; i++) {
            var byDigit = Character.compare(left.charAt(i), right.charAt(i));
            if (byDigit != 0) {
                return byDigit;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int integerEnd(String plain) {
        var point = plain.indexOf('.');
        return point < 0 ? plain.length() : point;
    }
}
