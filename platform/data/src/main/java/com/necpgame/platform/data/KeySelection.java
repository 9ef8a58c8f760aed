package com.necpgame.platform.data;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a query reads: a range of one partition of a table or an index.
 *
 * @param key whose partition it is
 */
record KeySelection(KeyShape key, String partition, KeyRange range) {
    /** Whether nothing can be in it. DynamoDB refuses a range whose end is before its beginning. */
    boolean isEmpty() {
        return range.isEmpty();
    }

    /** Whether the range leaves out an item that DynamoDB's condition lets in. */
    boolean isNarrowerThanItsCondition() {
        return range.without() != null;
    }

    boolean wants(Map<String, AttributeValue> item) {
        return !sort(item).equals(range.without());
    }

    String condition(Expression expression) {
        String pk = expression.attribute(key.partitionAttribute());
        return pk + " = " + expression.value(AttributeValue.fromS(partition))
                + range.render(key.sortAttribute(), expression);
    }

    /** The key to go on behind; refuses a position that is not of this selection. */
    @Nullable
    Map<String, AttributeValue> start(@Nullable Position from) {
        if (from == null) {
            return null;
        }
        Map<String, AttributeValue> start = from.startKey(key, partition);
        if (!range.contains(sort(start))) {
            throw new IllegalArgumentException("the position is outside of what the query reads");
        }
        return start;
    }

    private String sort(Map<String, AttributeValue> item) {
        return Key.text(item, key.sortAttribute());
    }
}
