package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.item.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item and placeholders that the tests of this package read from. */
final class Given {
    private static final Map<String, String> NAMES = Map.of("#name", "name", "#a", "a", "#dotted", "dot.ted");
    private static final Map<String, AttributeValue> VALUES = Map.of(
            ":zero", n("0"),
            ":one", n("1"),
            ":two", n("2"),
            ":text", s("text"),
            ":list", AttributeValue.fromL(List.of(n("9"))),
            ":set", AttributeValue.fromSs(List.of("p", "x")),
            ":map", AttributeValue.fromM(Map.of()),
            ":true", AttributeValue.fromBool(true),
            ":N", s("N"));

    private Given() {}

    static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue l(AttributeValue... elements) {
        return AttributeValue.fromL(List.of(elements));
    }

    static Map<String, AttributeValue> item() {
        return Values.admit(Map.of(
                "pk", s("k"),
                "a", n("5"),
                "s", s("text"),
                "name", s("Ada"),
                "dot.ted", n("7"),
                "l", l(n("1"), n("2"), n("3")),
                "m", AttributeValue.fromM(Map.of("x", n("1"), "y", s("q"), "l", l(s("deep")))),
                "ss", AttributeValue.fromSs(List.of("p", "q"))));
    }

    /** The names and values that a text uses. */
    static Placeholders placeholders(String... texts) {
        var text = String.join(" ", texts) + " ";
        return Placeholders.of(orNull(used(NAMES, text)), orNull(used(VALUES, text)), true);
    }

    private static <T> Map<String, T> used(Map<String, T> all, String text) {
        return all.entrySet().stream()
                .filter(entry -> text.matches("(?s).*" + entry.getKey() + "\\W.*"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static <T> @Nullable Map<String, T> orNull(Map<String, T> map) {
        return map.isEmpty() ? null : map;
    }
}
