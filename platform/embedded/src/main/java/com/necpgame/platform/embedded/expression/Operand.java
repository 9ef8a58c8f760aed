package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.item.Numbers;
import com.necpgame.platform.embedded.item.Rejections;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/** What an expression computes with. */
sealed interface Operand extends Term
        permits Path, Operand.Constant, Operand.Size, Operand.IfNotExists, Operand.ListAppend, Operand.Sum {
    String WRONG_TYPE = "An operand in the update expression has an incorrect data type";

    /** Its type as far as the expression alone tells it. */
    default @Nullable Type type() {
        return null;
    }

    /** Its value over an item; null where the item has none. */
    @Nullable
    AttributeValue in(Map<String, AttributeValue> item);

    /** Its value, without which an update cannot go on. */
    default AttributeValue required(Map<String, AttributeValue> item) {
        var value = in(item);
        if (value == null) {
            throw Rejections.validation(
                    "The provided expression refers to an attribute that does not exist in the item");
        }
        return value;
    }

    /**
     * A {@code :value}.
     *
     * @param value null if the request does not define it, which refuses the expression once it is parsed
     */
    record Constant(String name, @Nullable AttributeValue value) implements Operand {
        @Override
        public @Nullable Type type() {
            return value == null ? null : value.type();
        }

        @Override
        public @Nullable AttributeValue in(Map<String, AttributeValue> item) {
            return value;
        }
    }

    /** The length of a text in UTF-16 units, of a binary in bytes, of all others in elements. */
    record Size(Operand of) implements Operand {
        @Override
        public Type type() {
            return Type.N;
        }

        @Override
        public @Nullable AttributeValue in(Map<String, AttributeValue> item) {
            var value = of.in(item);
            var size = value == null ? -1 : size(value);
            return size < 0 ? null : AttributeValue.fromN(Integer.toString(size));
        }

        private static int size(AttributeValue value) {
            return switch (value.type()) {
                case S -> value.s().length();
                case B -> value.b().asByteArrayUnsafe().length;
                case SS -> value.ss().size();
                case NS -> value.ns().size();
                case BS -> value.bs().size();
                case L -> value.l().size();
                case M -> value.m().size();
                default -> -1;
            };
        }
    }

    /** The fallback has to have a value even where it is not needed. */
    record IfNotExists(Path path, Operand fallback) implements Operand {
        @Override
        public AttributeValue in(Map<String, AttributeValue> item) {
            var otherwise = fallback.required(item);
            var value = path.in(item);
            return value != null ? value : otherwise;
        }
    }

    record ListAppend(Operand left, Operand right) implements Operand {
        @Override
        public AttributeValue in(Map<String, AttributeValue> item) {
            var first = left.required(item);
            var last = right.required(item);
            if (!first.hasL() || !last.hasL()) {
                throw Rejections.validation(WRONG_TYPE);
            }
            var both = new ArrayList<AttributeValue>(first.l().size() + last.l().size());
            both.addAll(first.l());
            both.addAll(last.l());
            return AttributeValue.fromL(both);
        }
    }

    record Sum(Operand left, Operand right, boolean minus) implements Operand {
        @Override
        public AttributeValue in(Map<String, AttributeValue> item) {
            var first = left.required(item);
            var second = right.required(item);
            if (first.type() != Type.N || second.type() != Type.N) {
                throw Rejections.validation(WRONG_TYPE);
            }
            return AttributeValue.fromN(
                    minus ? Numbers.subtract(first.n(), second.n()) : Numbers.add(first.n(), second.n()));
        }
    }
}
