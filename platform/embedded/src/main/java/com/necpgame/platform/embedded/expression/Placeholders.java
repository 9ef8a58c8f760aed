package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.item.Rejections;
import com.necpgame.platform.embedded.item.Values;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The {@code #names} and {@code :values} of one request, and which of them its expressions used: one left over is an error. */
public final class Placeholders {
    /** A placeholder, its mark included. */
    private static final int KEY_CHARACTERS = 255;

    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Set<String> unusedNames;
    private final Set<String> unusedValues;

    private Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
        this.names = names;
        this.values = values;
        this.unusedNames = new HashSet<>(names.keySet());
        this.unusedValues = new HashSet<>(values.keySet());
    }

    /**
     * Nulls and the SDK's empty auto-constructed maps stand for absent; values are admitted ({@link Values#admit}) here.
     *
     * @param anyExpression whether the request has an expression; names and values without one are refused
     * @throws DynamoDbException if a key is no placeholder, a value is none, or a map is there and empty
     */
    public static Placeholders of(
            @Nullable Map<String, String> names, @Nullable Map<String, AttributeValue> values, boolean anyExpression) {
        return new Placeholders(names(present(names), anyExpression), values(present(values), anyExpression));
    }

    /**
     * To be called once all expressions are parsed.
     *
     * @throws DynamoDbException if a name or value was used by none of them
     */
    public void requireAllUsed() {
        requireNone("ExpressionAttributeNames", unusedNames);
        requireNone("ExpressionAttributeValues", unusedValues);
    }

    /** What a {@code #name} stands for; null if the request does not say. */
    @Nullable
    String name(String placeholder) {
        unusedNames.remove(placeholder);
        return names.get(placeholder);
    }

    /** What a {@code :value} stands for; null if the request does not say. */
    @Nullable
    AttributeValue value(String placeholder) {
        unusedValues.remove(placeholder);
        return values.get(placeholder);
    }

    private static <T> @Nullable Map<String, T> present(@Nullable Map<String, T> map) {
        return map instanceof SdkAutoConstructMap ? null : map;
    }

    private static Map<String, String> names(@Nullable Map<String, String> names, boolean anyExpression) {
        if (names == null) {
            return Map.of();
        }
        requireUse("ExpressionAttributeNames", names, anyExpression);
        for (var name : names.entrySet()) {
            requirePlaceholder("ExpressionAttributeNames", '#', name.getKey());
            admitted("ExpressionAttributeNames", name.getKey(), () -> Values.admitName(name.getValue()));
        }
        return names;
    }

    private static Map<String, AttributeValue> values(
            @Nullable Map<String, AttributeValue> values, boolean anyExpression) {
        if (values == null) {
            return Map.of();
        }
        requireUse("ExpressionAttributeValues", values, anyExpression);
        Map<String, AttributeValue> admitted = HashMap.newHashMap(values.size());
        for (var value : values.entrySet()) {
            requirePlaceholder("ExpressionAttributeValues", ':', value.getKey());
            admitted.put(
                    value.getKey(),
                    admitted("ExpressionAttributeValues", value.getKey(), () -> Values.admit(value.getValue())));
        }
        return admitted;
    }

    private static <T> T admitted(String parameter, String placeholder, Supplier<T> value) {
        try {
            return value.get();
        } catch (DynamoDbException refused) {
            throw Rejections.validation(parameter + " contains invalid value: "
                    + refused.awsErrorDetails().errorMessage() + " for key " + placeholder);
        }
    }

    private static void requireUse(String parameter, Map<String, ?> map, boolean anyExpression) {
        if (!anyExpression) {
            throw Rejections.validation(parameter + " can only be specified when using expressions");
        }
        if (map.isEmpty()) {
            throw Rejections.validation(parameter + " must not be empty");
        }
    }

    private static void requirePlaceholder(String parameter, char mark, String key) {
        if (key.length() > KEY_CHARACTERS) {
            throw Rejections.validation(parameter
                    + " contains invalid key: The expression attribute map contains a key that is too long; size of key: "
                    + key.length());
        }
        if (key.length() < 2 || key.charAt(0) != mark || !Lexer.continuesName(key, 1)) {
            throw Rejections.validation(parameter + " contains invalid key: Syntax error; key: \"" + key + "\"");
        }
    }

    private static void requireNone(String parameter, Set<String> unused) {
        if (!unused.isEmpty()) {
            throw Rejections.validation("Value provided in " + parameter + " unused in expressions: keys: {"
                    + String.join(", ", new TreeSet<>(unused)) + "}");
        }
    }
}
