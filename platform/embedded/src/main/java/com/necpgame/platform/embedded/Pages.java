package com.necpgame.platform.embedded;

import static com.necpgame.platform.embedded.item.Rejections.validation;

import com.necpgame.platform.embedded.expression.Condition;
import com.necpgame.platform.embedded.item.ItemCodec;
import com.necpgame.platform.embedded.item.Sizes;
import com.necpgame.platform.embedded.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads ranges of entries page by page, each page at one moment. */
final class Pages {
    /** A page ends with the item that reaches this. */
    static final int BYTES_MAX = 1024 * 1024;

    private final Storage storage;

    Pages(Storage storage) {
        this.storage = storage;
    }

    /**
     * What is wanted.
     *
     * @param limit of entries to look at
     * @param filter null for all
     */
    record Ask(
            Source source,
            Bytes.Range range,
            boolean descending,
            int limit,
            @Nullable Condition filter,
            Selection selection) {}

    /**
     * What was found.
     *
     * @param items empty if they were only to be counted
     * @param count of entries that passed the filter
     * @param scanned of entries looked at
     * @param last key of the last entry looked at, from where the next page starts; null if there is no next page
     */
    record Page(
            List<Map<String, AttributeValue>> items,
            int count,
            int scanned,
            @Nullable Map<String, AttributeValue> last) {}

    /** @param asked null for none */
    static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return Integer.MAX_VALUE;
        }
        if (asked < 1) {
            throw validation("1 validation error detected: Value '" + asked
                    + "' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
        }
        return asked;
    }

    Page read(Ask ask, Consumption consumption) {
        Bytes.Range range = ask.range();
        if (range.isEmpty()) {
            return new Collector(ask, consumption, null).page(null);
        }
        if (ask.selection().needsTable()) {
            try (var view = storage.view();
                    var cursor = view.range(range.from(), range.to(), ask.descending())) {
                return new Collector(ask, consumption, view).collect(cursor);
            }
        }
        try (var cursor = storage.range(range.from(), range.to(), ask.descending())) {
            return new Collector(ask, consumption, null).collect(cursor);
        }
    }

    /** One page in the making. */
    private static final class Collector {
        private final Ask ask;
        private final Consumption consumption;
        private final Storage.@Nullable View view;
        private final List<Map<String, AttributeValue>> items = new ArrayList<>();
        private int count;
        private int scanned;
        private int bytes;

        private Collector(Ask ask, Consumption consumption, Storage.@Nullable View view) {
            this.ask = ask;
            this.consumption = consumption;
            this.view = view;
        }

        private Page collect(Storage.Cursor cursor) {
            while (cursor.next()) {
                var entry = ItemCodec.decode(cursor.value());
                look(entry);
                if (scanned == ask.limit() || bytes >= BYTES_MAX) {
                    return page(ask.source().keys().of(entry));
                }
            }
            return page(null);
        }

        private void look(Map<String, AttributeValue> entry) {
            scanned++;
            bytes += Sizes.of(entry);
            if (ask.filter() != null && !ask.filter().matches(entry)) {
                return;
            }
            count++;
            if (!ask.selection().counts()) {
                items.add(shown(entry));
            }
        }

        private Map<String, AttributeValue> shown(Map<String, AttributeValue> entry) {
            var item = view == null ? entry : fetch(view, entry);
            var projection = ask.selection().projection();
            return projection == null ? item : projection.of(item);
        }

        private Map<String, AttributeValue> fetch(Storage.View moment, Map<String, AttributeValue> entry) {
            byte[] stored = Objects.requireNonNull(
                    moment.get(ask.source().table().keys().entry(entry)), "an index entry without an item");
            var item = ItemCodec.decode(stored);
            bytes += Sizes.of(item);
            consumption.table(ask.source().table(), Sizes.of(item));
            return item;
        }

        private Page page(@Nullable Map<String, AttributeValue> last) {
            Source source = ask.source();
            if (source.index() == null) {
                consumption.table(source.table(), bytes);
            } else {
                consumption.index(source.table(), source.index(), bytes);
            }
            return new Page(items, count, scanned, last);
        }
    }
}
