package com.necpgame.platform.embedded.expression;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The paths of an item that a read returns. */
public final class Projection {
    public static Projection parse(String text, Placeholders placeholders) {
        throw new UnsupportedOperationException();
    }

    public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        throw new UnsupportedOperationException();
    }

    /** The top-level attributes that it names; an index may not hold them all. */
    public Set<String> attributes() {
        throw new UnsupportedOperationException();
    }
}
