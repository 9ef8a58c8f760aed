package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.expression.Update;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a write makes of the item that is there. */
sealed interface Change {
    /**
     * The item after it; null for none.
     *
     * @param old the item before; null for none
     * @param key of the item
     */
    @Nullable
    Map<String, AttributeValue> apply(@Nullable Map<String, AttributeValue> old, Map<String, AttributeValue> key);

    /**
     * Another in its place.
     *
     * @param bytes its {@linkplain com.necpgame.platform.embedded.item.Sizes size}
     */
    record Put(Map<String, AttributeValue> item, int bytes) implements Change {
        @Override
        public Map<String, AttributeValue> apply(
                @Nullable Map<String, AttributeValue> old, Map<String, AttributeValue> key) {
            return item;
        }
    }

    /** The same item with other attributes; where there is none, one is made of the key. */
    record Edit(@Nullable Update update) implements Change {
        @Override
        public Map<String, AttributeValue> apply(
                @Nullable Map<String, AttributeValue> old, Map<String, AttributeValue> key) {
            var before = old == null ? key : old;
            return update == null ? before : update.apply(before);
        }
    }

    /** None any more. */
    record Delete() implements Change {
        @Override
        public @Nullable Map<String, AttributeValue> apply(
                @Nullable Map<String, AttributeValue> old, Map<String, AttributeValue> key) {
            return null;
        }
    }

    /** Nothing: only its condition counts. */
    record Check() implements Change {
        @Override
        public @Nullable Map<String, AttributeValue> apply(
                @Nullable Map<String, AttributeValue> old, Map<String, AttributeValue> key) {
            return old;
        }
    }
}
