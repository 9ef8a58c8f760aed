package com.necpgame.platform.embedded.item;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sizes as DynamoDB counts them: names and values in UTF-8 bytes, numbers by digits, 3 bytes and 1 per element for a document. */
public final class Sizes {
    /** The largest item, in bytes. */
    public static final int ITEM_BYTES = 400 * 1024;

    private Sizes() {}

    /** In bytes. */
    public static int of(Map<String, AttributeValue> item) {
        throw new UnsupportedOperationException();
    }
}
