package com.necpgame.platform.embedded.expression;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A condition or filter over one item. */
public final class Condition {
    private final Clause clause;
    private final Set<String> attributes;

    private Condition(Clause clause, Set<String> attributes) {
        this.clause = clause;
        this.attributes = attributes;
    }

    /**
     * Reads a condition.
     *
     * @param kind how the request calls it, for messages: {@code ConditionExpression} or {@code FilterExpression}
     * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if the text is no valid condition
     */
    public static Condition parse(String kind, String text, Placeholders placeholders) {
        var parser = new ConditionParser(kind, text, placeholders);
        return new Condition(parser.parse(), parser.attributes());
    }

    /**
     * Whether it holds.
     *
     * @param item empty for an item that is not there
     */
    public boolean matches(Map<String, AttributeValue> item) {
        return clause.holds(item);
    }

    /** The top-level attributes that it names; a filter may name no key attribute. */
    public Set<String> attributes() {
        return attributes;
    }
}
