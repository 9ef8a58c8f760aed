package com.necpgame.platform.embedded.item;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sizes as DynamoDB counts them: names and values in UTF-8 bytes, numbers by digits, 3 bytes and 1 per element for a document. */
public final class Sizes {
    /** The largest item, in bytes. */
    public static final int ITEM_BYTES = 400 * 1024;

    /** No character of a Java string takes more. */
    static final int UTF8_BYTES_PER_CHAR = 3;

    private static final int DOCUMENT_BYTES = 3;
    private static final int ELEMENT_BYTES = 1;

    private Sizes() {}

    /** In bytes. */
    public static int of(Map<String, AttributeValue> item) {
        int bytes = 0;
        for (var attribute : item.entrySet()) {
            bytes += utf8(attribute.getKey()) + of(attribute.getValue());
        }
        return bytes;
    }

    /** In bytes, of an admitted value. */
    public static int of(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> number(value.n());
            case B -> bytes(value.b());
            case BOOL, NUL -> 1;
            case SS -> value.ss().stream().mapToInt(Sizes::utf8).sum();
            case NS -> value.ns().stream().mapToInt(Sizes::number).sum();
            case BS -> value.bs().stream().mapToInt(Sizes::bytes).sum();
            case L -> list(value.l());
            case M -> DOCUMENT_BYTES + ELEMENT_BYTES * value.m().size() + of(value.m());
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("a value of no type");
        };
    }

    private static int list(List<AttributeValue> elements) {
        int bytes = DOCUMENT_BYTES + ELEMENT_BYTES * elements.size();
        for (var element : elements) {
            bytes += of(element);
        }
        return bytes;
    }

    private static int bytes(SdkBytes binary) {
        return binary.asByteArrayUnsafe().length;
    }

    /**
     * A byte, one for a minus, and one for each pair of digits, the pairs counted from the point, from the first that is not 00 to the last.
     * (Amazon's manual says half the number of digits; the service counts as it stores.)
     */
    private static int number(String plain) {
        int first = -1;
        int last = -1;
        for (int i = 0; i < plain.length(); i++) {
            if (plain.charAt(i) >= '1' && plain.charAt(i) <= '9') {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0) {
            return 1;
        }
        var sign = plain.charAt(0) == '-' ? 1 : 0;
        return 1 + sign + pair(plain, first) - pair(plain, last) + 1;
    }

    /** The power of a hundred of the pair to which a digit belongs. */
    private static int pair(String plain, int digit) {
        var point = plain.indexOf('.');
        if (point < 0) {
            return (plain.length() - 1 - digit) / 2;
        }
        return digit < point ? (point - 1 - digit) / 2 : Math.floorDiv(point - digit, 2);
    }

    static int utf8(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= 0x80) {
                // A surrogate counts 2: the pair of them is 4 bytes.
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }
}
