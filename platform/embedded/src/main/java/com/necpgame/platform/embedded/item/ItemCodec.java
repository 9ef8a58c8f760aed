package com.necpgame.platform.embedded.item;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item as bytes: compact, and with no order to it. Keys have {@link KeyCodec}.
 *
 * <pre>
 * item     version; map
 * map      count; each: name, value
 * value    tag; what the tag says
 * text     length in bytes; UTF-8
 * </pre>
 *
 * Counts and lengths are unsigned varints, integers of up to 18 characters zig-zag varints, other numbers text.
 */
public final class ItemCodec {
    static final int VERSION = 1;

    static final int TEXT = 1;
    static final int NUMBER = 2;
    static final int INTEGER = 3;
    static final int BINARY = 4;
    static final int TRUE = 5;
    static final int FALSE = 6;
    static final int NULL = 7;
    static final int LIST = 8;
    static final int MAP = 9;
    static final int TEXT_SET = 10;
    static final int NUMBER_SET = 11;
    static final int BINARY_SET = 12;

    private ItemCodec() {}

    /** The bytes of an admitted item. */
    public static byte[] encode(Map<String, AttributeValue> item) {
        return new ItemWriter().item(item);
    }

    /**
     * The item of the bytes.
     *
     * @throws CorruptItemException if the bytes are not what {@link #encode} makes
     */
    public static Map<String, AttributeValue> decode(byte[] bytes) {
        return new ItemReader(bytes).item();
    }
}
