package com.necpgame.platform.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which sort keys a query wants, in the words of the entity.
 *
 * @param variables the values of the first variables
 * @param beginning what the text of the next one begins with
 * @param low what the next one is not below
 * @param high what the next one is not above
 */
record SortBounds(
        List<Object> variables,
        @Nullable String beginning,
        @Nullable Edge low,
        @Nullable Edge high) {
    static final SortBounds NONE = new SortBounds(List.of(), null, null, null);

    /** One end of what the next variable may be. */
    record Edge(Object value, boolean inclusive) {}

    SortBounds variables(List<Object> values) {
        return new SortBounds(values, beginning, low, high);
    }

    SortBounds beginning(String text) {
        return new SortBounds(variables, text, low, high);
    }

    SortBounds low(Object value, boolean inclusive) {
        return new SortBounds(variables, beginning, new Edge(value, inclusive), high);
    }

    SortBounds high(Object value, boolean inclusive) {
        return new SortBounds(variables, beginning, low, new Edge(value, inclusive));
    }

    private boolean isBounded() {
        return low != null || high != null;
    }

    /** The same as sort keys. */
    KeyRange range(ItemShape<?> shape, KeyShape key) {
        List<String> names = key.sort().variables();
        int known = variables.size();
        if (beginning != null && isBounded()) {
            throw new IllegalArgumentException("a query has a beginning or bounds, not both");
        }
        if (known + (isBounded() || beginning != null ? 1 : 0) > names.size()) {
            throw new IllegalArgumentException("the sort key of " + key + " of " + shape.name() + " has only " + names);
        }
        String base = key.sort().prefix(texts(shape, names));
        if (known == names.size()) {
            return KeyRange.exactly(base);
        }
        if (beginning != null) {
            return KeyRange.prefix(base + beginning);
        }
        return isBounded()
                ? KeyRange.between(
                        base, key.sort().literals().get(known + 1), bound(shape, key, low), bound(shape, key, high))
                : KeyRange.prefix(base);
    }

    private List<String> texts(ItemShape<?> shape, List<String> names) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < variables.size(); i++) {
            texts.add(shape.keyText(names.get(i), variables.get(i)));
        }
        return texts;
    }

    private KeyRange.@Nullable Bound bound(ItemShape<?> shape, KeyShape key, @Nullable Edge edge) {
        if (edge == null) {
            return null;
        }
        int next = variables.size();
        String text = shape.keyText(key.sort().variables().get(next), edge.value());
        return new KeyRange.Bound(key.sort().checked(next, text), edge.inclusive());
    }
}
