package com.necpgame.platform.embedded.item;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/** Values as they come in: checked and in one form, so that equal values are equal from here on. */
public final class Values {
    /** How deep lists and maps may nest, the item itself included. */
    public static final int NESTING = 32;

    /** An attribute name, in UTF-8 bytes. */
    private static final int NAME_BYTES = 65_535;

    private Values() {}

    /**
     * The item with its numbers in plain form (38 digits, no exponent, no trailing zeros, no plus), its nesting (32) and sets checked.
     *
     * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if a value is none that DynamoDB takes
     */
    public static Map<String, AttributeValue> admit(Map<String, AttributeValue> item) {
        return map(item, 1);
    }

    /** As {@link #admit(Map)}, for one value that is in no item yet. */
    public static AttributeValue admit(AttributeValue value) {
        return value(value, 0);
    }

    /**
     * As {@link #admit(Map)}, for an attribute name.
     *
     * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if it is empty, too long or no Unicode
     */
    public static String admitName(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            throw invalid("Empty attribute name");
        }
        if (name.length() > NAME_BYTES / Sizes.UTF8_BYTES_PER_CHAR && Sizes.utf8(name) > NAME_BYTES) {
            throw invalid("Attribute name is too large, must be less than 65536 bytes");
        }
        return text(name);
    }

    /** Whether two admitted values are the same; the order within sets does not count. */
    public static boolean equal(AttributeValue left, AttributeValue right) {
        if (left.type() != right.type()) {
            return false;
        }
        return switch (left.type()) {
            case SS -> equalSets(left.ss(), right.ss());
            case NS -> equalSets(left.ns(), right.ns());
            case BS -> equalSets(left.bs(), right.bs());
            case L -> equalLists(left.l(), right.l());
            case M -> equalMaps(left.m(), right.m());
            default -> left.equals(right);
        };
    }

    /** Whether the two have an order: both text, both numbers or both binaries. */
    public static boolean comparable(AttributeValue left, AttributeValue right) {
        return left.type() == right.type() && isScalar(left.type());
    }

    /** Whether values of the type have an order, and so can be keys. */
    public static boolean isScalar(Type type) {
        return type == Type.S || type == Type.N || type == Type.B;
    }

    /** The order of two {@linkplain #comparable comparable} admitted values: text by UTF-8, binaries unsigned, numbers by value. */
    public static int compare(AttributeValue left, AttributeValue right) {
        return switch (left.type()) {
            case S -> compareText(left.s(), right.s());
            case N -> Numbers.compare(left.n(), right.n());
            case B ->
                Arrays.compareUnsigned(left.b().asByteArrayUnsafe(), right.b().asByteArrayUnsafe());
            default -> throw new IllegalArgumentException("no order among values of type " + left.type());
        };
    }

    private static Map<String, AttributeValue> map(Map<String, AttributeValue> map, int depth) {
        Map<String, AttributeValue> admitted = HashMap.newHashMap(map.size());
        for (var attribute : map.entrySet()) {
            admitted.put(admitName(attribute.getKey()), value(attribute.getValue(), depth));
        }
        return admitted;
    }

    /** The same object where nothing has to change, which is the rule. */
    private static AttributeValue value(@Nullable AttributeValue given, int depth) {
        var value = present(given);
        return switch (type(value)) {
            case S -> {
                text(value.s());
                yield value;
            }
            case N -> number(value);
            case B, BOOL -> value;
            case NUL -> nul(value);
            case SS -> textSet(value);
            case NS -> numberSet(value);
            case BS -> binarySet(value);
            case L -> AttributeValue.fromL(list(value.l(), deeper(depth)));
            case M -> AttributeValue.fromM(map(value.m(), deeper(depth)));
            case UNKNOWN_TO_SDK_VERSION -> throw empty();
        };
    }

    private static AttributeValue present(@Nullable AttributeValue value) {
        if (value == null) {
            throw empty();
        }
        return value;
    }

    private static Type type(AttributeValue value) {
        var type = value.type();
        if (type == null) {
            throw Rejections.validation("Supplied AttributeValue has more than one datatypes set,"
                    + " must contain exactly one of the supported datatypes");
        }
        return type;
    }

    private static RuntimeException empty() {
        return Rejections.validation(
                "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    }

    private static int deeper(int depth) {
        if (depth == NESTING) {
            throw Rejections.validation("Nesting Levels have exceeded supported limits:"
                    + " Attributes in the item have nested levels beyond supported limit");
        }
        return depth + 1;
    }

    /**
     * Checks an admitted value that comes to stand somewhere in an item.
     *
     * @param depth how many lists and maps it stands in, the item included
     * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if it nests too deeply there
     */
    public static void requireNesting(AttributeValue value, int depth) {
        if (value.hasL()) {
            var inside = deeper(depth);
            value.l().forEach(element -> requireNesting(element, inside));
        } else if (value.hasM()) {
            var inside = deeper(depth);
            value.m().values().forEach(element -> requireNesting(element, inside));
        }
    }

    private static AttributeValue number(AttributeValue value) {
        var plain = Numbers.plain(value.n());
        return plain.equals(value.n()) ? value : AttributeValue.fromN(plain);
    }

    private static AttributeValue nul(AttributeValue value) {
        if (!value.nul()) {
            throw invalid("Null attribute value types must have the value of true");
        }
        return value;
    }

    private static List<AttributeValue> list(List<AttributeValue> list, int depth) {
        var admitted = new ArrayList<AttributeValue>(list.size());
        for (var element : list) {
            admitted.add(value(element, depth));
        }
        return admitted;
    }

    private static AttributeValue textSet(AttributeValue value) {
        requireSet(value.ss(), "An string set  may not be empty");
        value.ss().forEach(Values::text);
        return value;
    }

    private static AttributeValue numberSet(AttributeValue value) {
        requireNoNull(value.ns());
        var plain = all(value.ns(), Numbers::plain);
        requireSet(plain, "An number set  may not be empty");
        return plain.equals(value.ns()) ? value : AttributeValue.fromNs(plain);
    }

    private static AttributeValue binarySet(AttributeValue value) {
        requireSet(value.bs(), "Binary sets should not be empty");
        return value;
    }

    private static <T> List<T> all(List<T> elements, UnaryOperator<T> change) {
        return elements.stream().map(change).toList();
    }

    private static void requireSet(Collection<?> elements, String ifEmpty) {
        if (elements.isEmpty()) {
            throw invalid(ifEmpty);
        }
        requireNoNull(elements);
        if (new HashSet<>(elements).size() < elements.size()) {
            throw invalid("Input collection " + elements + " contains duplicates.");
        }
    }

    private static void requireNoNull(Collection<?> elements) {
        for (var element : elements) {
            if (element == null) {
                throw invalid("An element of a set may not be null");
            }
        }
    }

    private static RuntimeException invalid(String why) {
        return Rejections.validation("One or more parameter values were invalid: " + why);
    }

    /** Half a surrogate pair has no UTF-8, so two different texts would be the same bytes. */
    private static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !isPair(text, i++)) {
                throw invalid("A text is not well-formed Unicode");
            }
        }
        return text;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    /** Java orders by UTF-16 unit, which differs from UTF-8 between surrogates and what follows them. */
    private static int compareText(String left, String right) {
        var common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            var one = left.charAt(i);
            var other = right.charAt(i);
            if (one != other) {
                return Character.isSurrogate(one) || Character.isSurrogate(other)
                        ? Arrays.compareUnsigned(
                                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8))
                        : Character.compare(one, other);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static boolean equalSets(List<?> left, List<?> right) {
        return left.size() == right.size() && (left.equals(right) || new HashSet<>(left).equals(new HashSet<>(right)));
    }

    private static boolean equalLists(List<AttributeValue> left, List<AttributeValue> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMaps(Map<String, AttributeValue> left, Map<String, AttributeValue> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (var entry : left.entrySet()) {
            var other = right.get(entry.getKey());
            if (other == null || !equal(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }
}
