package com.necpgame.platform.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where a page ended: the key of its last item. As text it can go to a client and come back, but it is readable and can be made up there: who
 * must not see or choose keys gets it sealed by the caller.
 */
public final class Position {
    /** The longest text of a position, in characters. */
    public static final int TEXT_LENGTH_MAX = 8300;

    private static final int VALUES_OF_TABLE = 2;
    private static final int VALUES_OF_INDEX = 4;
    private static final int PARTITION_OF_INDEX = 2;

    private final List<String> values;

    private Position(List<String> values) {
        this.values = List.copyOf(values);
    }

    /** @throws IllegalArgumentException if the text is not what {@link #toString} gave */
    public static Position parse(String text) {
        if (text.length() > TEXT_LENGTH_MAX) {
            throw new IllegalArgumentException("a position has at most " + TEXT_LENGTH_MAX + " characters");
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        var values = new ArrayList<String>();
        while (bytes.hasRemaining() && values.size() <= VALUES_OF_INDEX) {
            values.add(value(bytes));
        }
        if (values.size() != VALUES_OF_TABLE && values.size() != VALUES_OF_INDEX) {
            throw new IllegalArgumentException("not a position");
        }
        return new Position(values);
    }

    private static String value(ByteBuffer bytes) {
        int length = bytes.remaining() < Short.BYTES ? -1 : Short.toUnsignedInt(bytes.getShort());
        if (length < 1 || length > bytes.remaining()) {
            throw new IllegalArgumentException("not a position");
        }
        ByteBuffer value = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(value).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not a position", e);
        }
    }

    /** In a table, behind where the item of this key is or would be. */
    public static Position behind(Key key) {
        return new Position(List.of(key.partition(), key.sort()));
    }

    /** The partition, of the table or of an index. */
    public String partition() {
        return values.get(values.size() == VALUES_OF_TABLE ? 0 : PARTITION_OF_INDEX);
    }

    static Position of(KeyShape key, Map<String, AttributeValue> item) {
        return new Position(key.positionAttributes().stream()
                .map(name -> Key.text(item, name))
                .toList());
    }

    /** The key to start behind; refuses a position of another table, index or partition. */
    Map<String, AttributeValue> startKey(KeyShape key, String partition) {
        Map<String, AttributeValue> start = startKey(key);
        if (!Key.text(start, key.partitionAttribute()).equals(partition)) {
            throw new IllegalArgumentException("the position is of another partition than the query's");
        }
        return start;
    }

    Map<String, AttributeValue> startKey(KeyShape key) {
        List<String> names = key.positionAttributes();
        if (names.size() != values.size()) {
            throw new IllegalArgumentException("the position is of another index than the query's");
        }
        var start = new HashMap<String, AttributeValue>();
        for (int i = 0; i < names.size(); i++) {
            start.put(names.get(i), AttributeValue.fromS(values.get(i)));
        }
        return start;
    }

    /** URL-safe text for {@link #parse}. */
    @Override
    public String toString() {
        var bytes = new ByteArrayOutputStream();
        for (String value : values) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            bytes.write(utf8.length >>> Byte.SIZE);
            bytes.write(utf8.length);
            bytes.writeBytes(utf8);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Position position && position.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
