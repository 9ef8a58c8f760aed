package com.necpgame.platform.embedded.item;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Key values as bytes in DynamoDB's order: text by UTF-8, binaries unsigned, numbers by value. Each encoding ends itself, so that parts
 * can follow each other in a composite key; no encoding is a prefix of another of the same type.
 *
 * <pre>
 * S, B   the bytes, each 00 as 00 FF;  00 01
 * N      80                                                            for 0
 *        C0;  exponent + 130;  pairs of digits, each + 1;  00          for positive numbers
 *        40;  the rest with every bit turned                          for negative numbers
 * </pre>
 */
public final class KeyCodec {
    private static final int ESCAPE = 0x00;
    private static final int ESCAPED_ZERO = 0xFF;
    private static final int END = 0x01;

    private static final int NEGATIVE = 0x40;
    private static final int ZERO = 0x80;
    private static final int POSITIVE = 0xC0;
    /** Below every pair of digits, so that 10 comes before 1001; turned round in negative numbers. */
    private static final int NUMBER_END = 0x00;

    private KeyCodec() {}

    /** Appends an admitted key value of type S, N or B. */
    public static void append(ByteArrayOutputStream key, AttributeValue value) {
        if (value.type() == AttributeValue.Type.N) {
            appendNumber(key, Decimal.parse(value.n()));
            return;
        }
        appendPrefix(key, value);
        key.write(ESCAPE);
        key.write(END);
    }

    /** Appends the start of every text or binary that begins with the value: the encoding without its end. */
    public static void appendPrefix(ByteArrayOutputStream key, AttributeValue value) {
        var bytes = bytes(value);
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == ESCAPE) {
                key.write(bytes, start, i + 1 - start);
                key.write(ESCAPED_ZERO);
                start = i + 1;
            }
        }
        key.write(bytes, start, bytes.length - start);
    }

    private static byte[] bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().getBytes(StandardCharsets.UTF_8);
            case B -> value.b().asByteArrayUnsafe();
            default -> throw new IllegalArgumentException("no text or binary key of type " + value.type());
        };
    }

    private static void appendNumber(ByteArrayOutputStream key, Decimal number) {
        if (number.isZero()) {
            key.write(ZERO);
            return;
        }
        var turn = number.negative() ? 0xFF : 0;
        key.write(number.negative() ? NEGATIVE : POSITIVE);
        key.write((number.exponent() - Numbers.EXPONENT_MIN) ^ turn);
        var digits = number.digits();
        for (int i = 0; i < digits.length(); i += 2) {
            key.write((pair(digits, i) + 1) ^ turn);
        }
        key.write(NUMBER_END ^ turn);
    }

    private static int pair(String digits, int at) {
        var ones = at + 1 < digits.length() ? digits.charAt(at + 1) - '0' : 0;
        return (digits.charAt(at) - '0') * 10 + ones;
    }
}
