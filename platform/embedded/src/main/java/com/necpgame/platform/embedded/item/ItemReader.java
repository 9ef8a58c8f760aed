package com.necpgame.platform.embedded.item;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads one item in {@link ItemCodec}'s format. Whatever the bytes are, it ends, within memory in proportion to their number. */
final class ItemReader {
    private static final AttributeValue TRUE = AttributeValue.fromBool(true);
    private static final AttributeValue FALSE = AttributeValue.fromBool(false);
    private static final AttributeValue NULL = AttributeValue.fromNul(true);

    /** A long in pieces of 7 bits. */
    private static final int VARINT_BITS_MAX = 63;

    private final byte[] bytes;
    private int at;

    ItemReader(byte[] bytes) {
        this.bytes = bytes;
    }

    Map<String, AttributeValue> item() {
        var version = next();
        if (version != ItemCodec.VERSION) {
            throw new CorruptItemException(
                    "an item of format " + version + ", this program reads format " + ItemCodec.VERSION);
        }
        var item = map(0);
        if (at < bytes.length) {
            throw corrupt("bytes after its end");
        }
        return item;
    }

    private Map<String, AttributeValue> map(int depth) {
        var count = count();
        Map<String, AttributeValue> map = HashMap.newHashMap(count);
        for (int i = 0; i < count; i++) {
            var name = text();
            map.put(name, value(depth));
        }
        return map;
    }

    private AttributeValue value(int depth) {
        var tag = next();
        return switch (tag) {
            case ItemCodec.TEXT -> AttributeValue.fromS(text());
            case ItemCodec.NUMBER -> AttributeValue.fromN(text());
            case ItemCodec.INTEGER -> AttributeValue.fromN(integer());
            case ItemCodec.BINARY -> AttributeValue.fromB(binary());
            case ItemCodec.TRUE -> TRUE;
            case ItemCodec.FALSE -> FALSE;
            case ItemCodec.NULL -> NULL;
            case ItemCodec.LIST -> AttributeValue.fromL(list(deeper(depth)));
            case ItemCodec.MAP -> AttributeValue.fromM(map(deeper(depth)));
            case ItemCodec.TEXT_SET -> AttributeValue.fromSs(texts());
            case ItemCodec.NUMBER_SET -> AttributeValue.fromNs(texts());
            case ItemCodec.BINARY_SET -> AttributeValue.fromBs(binaries());
            default -> throw corrupt("an unknown tag " + tag);
        };
    }

    private int deeper(int depth) {
        if (depth == Values.NESTING) {
            throw corrupt("too deep a document");
        }
        return depth + 1;
    }

    private List<AttributeValue> list(int depth) {
        var count = count();
        var list = new ArrayList<AttributeValue>(count);
        for (int i = 0; i < count; i++) {
            list.add(value(depth));
        }
        return list;
    }

    private List<String> texts() {
        var count = count();
        var texts = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    private List<SdkBytes> binaries() {
        var count = count();
        var binaries = new ArrayList<SdkBytes>(count);
        for (int i = 0; i < count; i++) {
            binaries.add(binary());
        }
        return binaries;
    }

    private String integer() {
        var zigzag = varint();
        return Long.toString((zigzag >>> 1) ^ -(zigzag & 1));
    }

    private String text() {
        var length = count();
        var text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    private SdkBytes binary() {
        var length = count();
        var binary = SdkBytes.fromByteArrayUnsafe(Arrays.copyOfRange(bytes, at, at + length));
        at += length;
        return binary;
    }

    /** A number of bytes or elements that can follow; an element takes a byte at least. */
    private int count() {
        var count = varint();
        if (count < 0 || count > bytes.length - at) {
            throw corrupt("a length of " + count);
        }
        return (int) count;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift <= VARINT_BITS_MAX; shift += 7) {
            var piece = next();
            value |= (long) (piece & 0x7F) << shift;
            if (piece < 0x80) {
                return value;
            }
        }
        throw corrupt("an endless number");
    }

    private int next() {
        if (at >= bytes.length) {
            throw corrupt("an early end");
        }
        return bytes[at++] & 0xFF;
    }

    private CorruptItemException corrupt(String what) {
        return new CorruptItemException("a corrupt item: " + what + " near byte " + at + " of " + bytes.length);
    }
}
