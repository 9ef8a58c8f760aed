package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.item.Numbers;
import com.necpgame.platform.embedded.item.Rejections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an update does to one place of an item. */
sealed interface Action {
    /**
     * The new value; null for none.
     *
     * @param item as it was before the update
     * @param old the value at the place
     */
    @Nullable
    AttributeValue result(Map<String, AttributeValue> item, @Nullable AttributeValue old);

    record Put(Operand value) implements Action {
        @Override
        public AttributeValue result(Map<String, AttributeValue> item, @Nullable AttributeValue old) {
            return value.required(item);
        }
    }

    record Remove() implements Action {
        @Override
        public @Nullable AttributeValue result(Map<String, AttributeValue> item, @Nullable AttributeValue old) {
            return null;
        }
    }

    /** To a number or a set. */
    record Add(Operand.Constant change) implements Action {
        @Override
        public AttributeValue result(Map<String, AttributeValue> item, @Nullable AttributeValue old) {
            var more = change.required(item);
            if (old == null) {
                return more;
            }
            requireSameType(old, more);
            return switch (old.type()) {
                case N -> AttributeValue.fromN(Numbers.add(old.n(), more.n()));
                case SS -> AttributeValue.fromSs(union(old.ss(), more.ss()));
                case NS -> AttributeValue.fromNs(union(old.ns(), more.ns()));
                case BS -> AttributeValue.fromBs(union(old.bs(), more.bs()));
                default -> throw Rejections.validation(Operand.WRONG_TYPE);
            };
        }

        private static <T> List<T> union(List<T> elements, List<T> more) {
            var union = new LinkedHashSet<>(elements);
            union.addAll(more);
            return new ArrayList<>(union);
        }
    }

    /** From a set; one without elements is no value. */
    record Delete(Operand.Constant change) implements Action {
        @Override
        public @Nullable AttributeValue result(Map<String, AttributeValue> item, @Nullable AttributeValue old) {
            if (old == null) {
                return null;
            }
            var less = change.required(item);
            requireSameType(old, less);
            var rest = switch (old.type()) {
                case SS -> AttributeValue.fromSs(rest(old.ss(), less.ss()));
                case NS -> AttributeValue.fromNs(rest(old.ns(), less.ns()));
                case BS -> AttributeValue.fromBs(rest(old.bs(), less.bs()));
                default -> throw Rejections.validation(Operand.WRONG_TYPE);
            };
            return rest.ss().isEmpty() && rest.ns().isEmpty() && rest.bs().isEmpty() ? null : rest;
        }

        private static <T> List<T> rest(List<T> elements, Collection<T> less) {
            var rest = new LinkedHashSet<>(elements);
            less.forEach(rest::remove);
            return new ArrayList<>(rest);
        }
    }

    private static void requireSameType(AttributeValue old, AttributeValue change) {
        if (old.type() != change.type()) {
            throw Rejections.validation(Operand.WRONG_TYPE);
        }
    }
}
