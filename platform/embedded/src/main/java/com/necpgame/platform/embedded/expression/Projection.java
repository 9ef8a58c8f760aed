package com.necpgame.platform.embedded.expression;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The paths of an item that a read returns. */
public final class Projection {
    private final PathTree<Path> paths;

    private Projection(PathTree<Path> paths) {
        this.paths = paths;
    }

    /**
     * Reads a projection.
     *
     * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if the text is none
     */
    public static Projection parse(String text, Placeholders placeholders) {
        return new Projection(new ProjectionParser(text, placeholders).parse());
    }

    /** The part of the item; a path that leads nowhere leaves nothing. */
    public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        return paths.of(item);
    }

    /** The top-level attributes that it names; an index may not hold them all. */
    public Set<String> attributes() {
        return paths.root().members().keySet();
    }
}
