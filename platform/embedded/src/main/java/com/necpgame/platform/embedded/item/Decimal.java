package com.necpgame.platform.embedded.item;

/**
 * A number taken apart: its significant digits {@code d1 d2 ...} with no zero at either end, meaning {@code d1.d2... * 10^exponent}.
 *
 * @param digits empty for zero
 */
record Decimal(boolean negative, String digits, int exponent) {
    private static final Decimal ZERO = new Decimal(false, "", 0);

    /** Exponents from here on are out of range whatever the digits are. */
    private static final int EXPONENT_BOUND = 1_000_000;

    boolean isZero() {
        return digits.isEmpty();
    }

    static Decimal parse(String text) {
        return new Scan(text).number();
    }

    String plain() {
        if (isZero()) {
            return "0";
        }
        var plain = new StringBuilder();
        if (negative) {
            plain.append('-');
        }
        if (exponent < 0) {
            return plain.append("0.").repeat('0', -exponent - 1).append(digits).toString();
        }
        var integers = exponent + 1;
        if (digits.length() <= integers) {
            return plain.append(digits).repeat('0', integers - digits.length()).toString();
        }
        return plain.append(digits, 0, integers)
                .append('.')
                .append(digits, integers, digits.length())
                .toString();
    }

    /** {@code [+-] digits [. digits] [e [+-] digits]}, with a digit on at least one side of the point. */
    private static final class Scan {
        private final String text;
        private final StringBuilder digits = new StringBuilder();
        private int at;
        private int seen;

        /** Held back until another digit follows, so that a million zeros cost nothing. */
        private int trailingZeros;

        /** How many digits stand from the first significant one to the point; negative for zeros after the point. */
        private int integers;

        private Scan(String text) {
            this.text = text;
        }

        private Decimal number() {
            var negative = sign();
            digits(true);
            if (at < text.length() && text.charAt(at) == '.') {
                at++;
                digits(false);
            }
            if (seen == 0) {
                throw notANumber();
            }
            var power = exponent();
            if (at < text.length()) {
                throw notANumber();
            }
            return checked(negative, power);
        }

        private boolean sign() {
            if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                return text.charAt(at++) == '-';
            }
            return false;
        }

        private void digits(boolean beforePoint) {
            for (; at < text.length() && Numbers.isDigit(text.charAt(at)); at++) {
                seen++;
                significant(text.charAt(at), beforePoint);
            }
        }

        private void significant(char digit, boolean beforePoint) {
            if (digits.isEmpty() && digit == '0') {
                integers -= beforePoint ? 0 : 1;
                return;
            }
            integers += beforePoint ? 1 : 0;
            if (digit == '0') {
                trailingZeros++;
                return;
            }
            if (digits.length() + trailingZeros >= Numbers.DIGITS) {
                throw Rejections.validation("Attempting to store more than 38 significant digits in a Number");
            }
            digits.repeat('0', trailingZeros).append(digit);
            trailingZeros = 0;
        }

        private int exponent() {
            if (at >= text.length() || (text.charAt(at) != 'e' && text.charAt(at) != 'E')) {
                return 0;
            }
            at++;
            var negative = sign();
            int start = at;
            int power = 0;
            for (; at < text.length() && Numbers.isDigit(text.charAt(at)); at++) {
                power = Math.min(power * 10 + (text.charAt(at) - '0'), EXPONENT_BOUND);
            }
            if (at == start) {
                throw notANumber();
            }
            return negative ? -power : power;
        }

        private Decimal checked(boolean negative, int power) {
            if (digits.isEmpty()) {
                return ZERO;
            }
            long exponent = (long) integers - 1 + power;
            if (exponent > Numbers.EXPONENT_MAX) {
                throw Rejections.validation(
                        "Number overflow. Attempting to store a number with magnitude larger than supported range");
            }
            if (exponent < Numbers.EXPONENT_MIN) {
                throw Rejections.validation(
                        "Number underflow. Attempting to store a number with magnitude smaller than supported range");
            }
            return new Decimal(negative, digits.toString(), (int) exponent);
        }

        private RuntimeException notANumber() {
            return Rejections.validation(
                    "The parameter cannot be converted to a numeric value" + (text.isEmpty() ? "" : ": " + text));
        }
    }
}
