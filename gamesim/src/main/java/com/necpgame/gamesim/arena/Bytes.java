package com.necpgame.gamesim.arena;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are written: grows as needed. Whole numbers take as few bytes as they can (LEB128; signed ones zigzag). */
final class Bytes {
    private byte[] bytes = new byte[256];
    private int length;

    Bytes u8(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) value;
        return this;
    }

    Bytes u32(int value) {
        return u8(value >>> 24).u8(value >>> 16).u8(value >>> 8).u8(value);
    }

    Bytes count(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            u8(rest | 0x80);
            rest >>>= 7;
        }
        return u8(rest);
    }

    Bytes signed(int value) {
        return count((value << 1) ^ (value >> 31));
    }

    Bytes text(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        return count(utf8.length).raw(utf8);
    }

    Bytes raw(byte[] more) {
        for (byte b : more) {
            u8(b);
        }
        return this;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** @throws java.nio.BufferUnderflowException where the message is too short */
    static int readCount(ByteBuffer in) {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            byte b = in.get();
            value |= (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than five bytes");
    }

    static int readSigned(ByteBuffer in) {
        int value = readCount(in);
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number of things, of which each takes a byte at least. */
    static int readSize(ByteBuffer in, int max) {
        int size = readCount(in);
        if (size < 0 || size > max) {
            throw new IllegalArgumentException("not " + size + " of them");
        }
        return size;
    }

    static String readText(ByteBuffer in, int bytesMax) {
        var utf8 = new byte[readSize(in, bytesMax)];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
