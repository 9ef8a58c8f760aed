package com.necpgame.platform.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The sort keys that a query wants, in DynamoDB's order: that of their UTF-8 bytes.
 *
 * @param low the first one, or null where the range is a prefix or everything
 * @param high the last one
 * @param prefix what all begin with; may be empty
 * @param exact whether the prefix is the whole key
 * @param without a key at the upper edge that is not wanted: DynamoDB's BETWEEN takes both ends in
 */
record KeyRange(
        @Nullable String low,
        @Nullable String high,
        String prefix,
        boolean exact,
        @Nullable String without) {
    /** Sorts behind every text. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    static KeyRange prefix(String prefix) {
        return new KeyRange(null, null, prefix, false, null);
    }

    static KeyRange exactly(String key) {
        return new KeyRange(null, null, key, true, null);
    }

    /**
     * Keys whose variable is between two texts.
     *
     * @param base the key up to the variable
     * @param tail the literal behind the variable, up to the next one
     */
    static KeyRange between(String base, String tail, @Nullable Bound low, @Nullable Bound high) {
        String first = low == null ? base : base + low.text() + (low.inclusive() ? "" : justBehind(tail));
        String last = high == null
                ? base + LAST
                : base + high.text() + tail + (high.inclusive() && !tail.isEmpty() ? LAST : "");
        String without = high == null || high.inclusive() ? null : last;
        return new KeyRange(first.isEmpty() ? null : first, last, base, false, without);
    }

    /** What sorts right behind all keys that have the variable's text: after their separator, or after their end. */
    private static String justBehind(String tail) {
        return tail.isEmpty() ? "\0" : Character.toString(tail.charAt(0) + 1);
    }

    /** One end of a range. */
    record Bound(String text, boolean inclusive) {}

    boolean isEmpty() {
        return low != null && high != null && compare(low, high) > 0;
    }

    /** The condition on the sort key, with an AND before it, or nothing. */
    String render(String sortAttribute, Expression expression) {
        if (!exact && high == null && prefix.isEmpty()) {
            return "";
        }
        String attribute = expression.attribute(sortAttribute);
        if (exact) {
            return " AND " + attribute + " = " + text(prefix, expression);
        }
        if (low != null && high != null) {
            return " AND " + attribute + " BETWEEN " + text(low, expression) + " AND " + text(high, expression);
        }
        if (high != null) {
            return " AND " + attribute + " <= " + text(high, expression);
        }
        return " AND begins_with(" + attribute + ", " + text(prefix, expression) + ")";
    }

    boolean contains(String key) {
        return exact
                ? key.equals(prefix)
                : key.startsWith(prefix)
                        && (low == null || compare(low, key) <= 0)
                        && (high == null || compare(key, high) <= 0);
    }

    private static String text(String value, Expression expression) {
        return expression.value(AttributeValue.fromS(value));
    }

    private static int compare(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
