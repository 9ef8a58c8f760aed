package com.necpgame.platform.embedded;

import static com.necpgame.platform.embedded.item.Rejections.validation;

import com.necpgame.platform.embedded.expression.Condition;
import com.necpgame.platform.embedded.expression.Placeholders;
import com.necpgame.platform.embedded.item.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a Query or Scan reads.
 *
 * @param index null for the table itself
 */
record Source(TableSchema table, @Nullable IndexSchema index) {
    static Source of(TableSchema table, @Nullable String indexName, @Nullable Boolean consistent) {
        if (indexName == null) {
            return new Source(table, null);
        }
        IndexSchema index = table.index(indexName);
        if (index == null) {
            throw validation("The table does not have the specified index: " + indexName);
        }
        if (!index.complete()) {
            throw validation("Cannot read from backfilling global secondary index: " + indexName);
        }
        if (index.global() && Boolean.TRUE.equals(consistent)) {
            throw validation("Consistent reads are not supported on global secondary indexes");
        }
        return new Source(table, index);
    }

    KeyShape keys() {
        return index == null ? table.keys() : index.keys();
    }

    /** A filter sees what the entries hold. */
    @Nullable
    Condition filter(@Nullable String text, Placeholders placeholders) {
        if (text == null) {
            return null;
        }
        Condition filter = Condition.parse("FilterExpression", text, placeholders);
        if (index != null) {
            List<String> missing = index.missing(filter.attributes());
            if (!missing.isEmpty()) {
                throw validation("One or more parameter values were invalid: Secondary index " + index.name()
                        + " does not project one or more filter attributes: " + missing);
            }
        }
        return filter;
    }

    /**
     * What of the range is left for a page that starts after a key, be that still there or not.
     *
     * @param startKey null for the first page
     */
    Bytes.Range rest(Bytes.Range range, @Nullable Map<String, AttributeValue> startKey, boolean descending) {
        if (startKey == null) {
            return range;
        }
        byte[] entry = entry(startKey);
        if (!range.contains(entry)) {
            throw validation("The provided starting key is outside query boundaries based on provided conditions");
        }
        return descending ? range.before(entry) : range.after(entry);
    }

    private byte[] entry(Map<String, AttributeValue> asked) {
        if (!asked.keySet().equals(keys().names())) {
            throw validation("The provided starting key is invalid");
        }
        var key = Values.admit(asked);
        for (String name : keys().names()) {
            AttributeValue value = key.get(name);
            if (value == null || !keys().attribute(name).fits(value) || KeyAttribute.isEmpty(value)) {
                throw validation(
                        "The provided starting key is invalid: The provided key element does not match the schema");
            }
        }
        return keys().entry(key);
    }
}
