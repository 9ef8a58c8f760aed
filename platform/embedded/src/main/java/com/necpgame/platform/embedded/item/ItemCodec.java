package com.necpgame.platform.embedded.item;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item as bytes: compact, and with no order to it. Keys have {@link KeyCodec}. */
public final class ItemCodec {
    private ItemCodec() {}

    public static byte[] encode(Map<String, AttributeValue> item) {
        throw new UnsupportedOperationException();
    }

    public static Map<String, AttributeValue> decode(byte[] bytes) {
        throw new UnsupportedOperationException();
    }
}
