package com.necpgame.platform.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Fills a page from as many calls as it takes, and no more than {@value #CALLS_MAX}. */
final class PageReader {
    /** After this many calls a page is given as it is, even empty, with its position. */
    static final int CALLS_MAX = 16;
    /** The items that one call looks at when a filter may drop most of them. */
    private static final int FILTERED_CALL_ITEMS = 500;

    /** Reads once, from a key on. */
    interface Call {
        Slice read(@Nullable Map<String, AttributeValue> start, int limit);
    }

    /** What one call gave; {@code last} is null at the end. */
    record Slice(
            List<Map<String, AttributeValue>> items,
            @Nullable Map<String, AttributeValue> last) {}

    /** Items and where to go on. */
    record Raw(
            List<Map<String, AttributeValue>> items,
            @Nullable Position next) {}

    private final KeyShape key;
    private final boolean filtered;
    private final Predicate<Map<String, AttributeValue>> wanted;

    PageReader(KeyShape key, boolean filtered, Predicate<Map<String, AttributeValue>> wanted) {
        this.key = key;
        this.filtered = filtered;
        this.wanted = wanted;
    }

    /** One item more than the limit is looked for, so that a page that ends the read says so. */
    Raw page(int limit, @Nullable Map<String, AttributeValue> from, Call call) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        Map<String, AttributeValue> start = from;
        for (int calls = 0; calls < CALLS_MAX; calls++) {
            int missing = limit + 1 - items.size();
            Slice slice = call.read(start, filtered ? Math.max(missing, FILTERED_CALL_ITEMS) : missing);
            slice.items().stream().filter(wanted).forEach(items::add);
            start = slice.last();
            if (items.size() > limit) {
                return new Raw(items.subList(0, limit), Position.of(key, items.get(limit - 1)));
            }
            if (start == null) {
                return new Raw(items, null);
            }
        }
        return new Raw(items, Position.of(key, Objects.requireNonNull(start)));
    }
}
