package com.necpgame.platform.embedded.item;

import java.io.ByteArrayOutputStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Key values as bytes in DynamoDB's order: text by UTF-8, binaries unsigned, numbers by value. Each encoding ends itself, so that parts
 * can follow each other in a composite key; no encoding is a prefix of another.
 */
public final class KeyCodec {
    private KeyCodec() {}

    /** Appends a key value of type S, N or B. */
    public static void append(ByteArrayOutputStream key, AttributeValue value) {
        throw new UnsupportedOperationException();
    }

    /** Appends the start of every text or binary that begins with the value: the encoding without its end. */
    public static void appendPrefix(ByteArrayOutputStream key, AttributeValue value) {
        throw new UnsupportedOperationException();
    }
}
