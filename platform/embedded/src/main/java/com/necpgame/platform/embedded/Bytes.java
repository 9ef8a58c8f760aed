package com.necpgame.platform.embedded;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Keys as bytes, and what comes before and after them. */
final class Bytes {
    private static final int BYTE = 0xFF;

    private Bytes() {}

    /** All keys with {@code from <= key < to}. */
    record Range(byte[] from, byte[] to) {
        /** Every key that starts with the prefix. */
        static Range startingWith(byte[] prefix) {
            return new Range(prefix, following(prefix));
        }

        boolean isEmpty() {
            return Arrays.compareUnsigned(from, to) >= 0;
        }

        boolean contains(byte[] key) {
            return Arrays.compareUnsigned(from, key) <= 0 && Arrays.compareUnsigned(key, to) < 0;
        }

        Range after(byte[] key) {
            return new Range(next(key), to);
        }

        Range before(byte[] key) {
            return new Range(from, key);
        }
    }

    /** The least key that is above every key with this prefix. Our prefixes begin with a space number, so there always is one. */
    static byte[] following(byte[] prefix) {
        int last = prefix.length - 1;
        while (last >= 0 && prefix[last] == (byte) BYTE) {
            last--;
        }
        if (last < 0) {
            throw new IllegalArgumentException("nothing follows a prefix of 0xFF only");
        }
        byte[] following = Arrays.copyOf(prefix, last + 1);
        following[last]++;
        return following;
    }

    /** The least key above this one. */
    static byte[] next(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    static void appendInt(ByteArrayOutputStream out, int value) {
        out.write(value >>> 24);
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
    }

    static void appendLong(ByteArrayOutputStream out, long value) {
        appendInt(out, (int) (value >>> Integer.SIZE));
        appendInt(out, (int) value);
    }
}
