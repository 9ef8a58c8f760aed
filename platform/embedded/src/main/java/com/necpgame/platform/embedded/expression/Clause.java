package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.item.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A yes or no over an item. What the item does not have, or has in another type, is a no, but for {@code <>}. */
sealed interface Clause extends Term {
    boolean holds(Map<String, AttributeValue> item);

    record And(Clause left, Clause right) implements Clause {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return left.holds(item) && right.holds(item);
        }
    }

    record Or(Clause left, Clause right) implements Clause {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return left.holds(item) || right.holds(item);
        }
    }

    record Not(Clause clause) implements Clause {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return !clause.holds(item);
        }
    }

    /** @param sign one of the six comparing tokens */
    record Comparison(Operand left, Token.Kind sign, Operand right) implements Clause {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var one = left.in(item);
            var other = right.in(item);
            return switch (sign) {
                case EQUAL -> equal(one, other);
                case DIFFERENT -> !equal(one, other);
                default ->
                    one != null
                            && other != null
                            && Values.comparable(one, other)
                            && isOrdered(Values.compare(one, other));
            };
        }

        private boolean isOrdered(int order) {
            return switch (sign) {
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case GREATER -> order > 0;
                case AT_LEAST -> order >= 0;
                default -> throw new IllegalStateException("no comparison: " + sign);
            };
        }
    }

    record Between(Operand operand, Operand low, Operand high) implements Clause {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var value = operand.in(item);
            var least = low.in(item);
            var most = high.in(item);
            return value != null
                    && least != null
                    && most != null
                    && Values.comparable(value, least)
                    && Values.comparable(value, most)
                    && Values.compare(value, least) >= 0
                    && Values.compare(value, most) <= 0;
        }
    }

    record In(Operand operand, List<Operand> choices) implements Clause {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var value = operand.in(item);
            for (var choice : choices) {
                if (equal(value, choice.in(item))) {
                    return true;
                }
            }
            return false;
        }
    }

    record Exists(Path path, boolean expected) implements Clause {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return (path.in(item) != null) == expected;
        }
    }

    /** @param type DynamoDB's name of the type */
    record HasType(Operand operand, String type) implements Clause {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var value = operand.in(item);
            return value != null && Types.name(value.type()).equals(type);
        }
    }

    record BeginsWith(Operand operand, Operand prefix) implements Clause {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var value = operand.in(item);
            var start = prefix.in(item);
            if (value == null || start == null || value.type() != start.type()) {
                return false;
            }
            return switch (value.type()) {
                case S -> value.s().startsWith(start.s());
                case B -> startsWith(value.b().asByteArrayUnsafe(), start.b().asByteArrayUnsafe());
                default -> false;
            };
        }

        private static boolean startsWith(byte[] bytes, byte[] start) {
            return start.length <= bytes.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
        }
    }

    record Contains(Operand operand, Operand part) implements Clause {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var value = operand.in(item);
            var wanted = part.in(item);
            if (value == null || wanted == null) {
                return false;
            }
            return switch (value.type()) {
                case S -> wanted.s() != null && value.s().contains(wanted.s());
                case B ->
                    wanted.b() != null
                            && contains(
                                    value.b().asByteArrayUnsafe(), wanted.b().asByteArrayUnsafe());
                case SS -> wanted.s() != null && value.ss().contains(wanted.s());
                case NS -> wanted.n() != null && value.ns().contains(wanted.n());
                case BS -> wanted.b() != null && value.bs().contains(wanted.b());
                case L -> value.l().stream().anyMatch(element -> Values.equal(element, wanted));
                default -> false;
            };
        }

        private static boolean contains(byte[] bytes, byte[] part) {
            for (int start = 0; start + part.length <= bytes.length; start++) {
                if (Arrays.equals(bytes, start, start + part.length, part, 0, part.length)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean equal(@Nullable AttributeValue left, @Nullable AttributeValue right) {
        return left != null && right != null && Values.equal(left, right);
    }
}
