package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.item.RandomValues;
import com.necpgame.platform.embedded.item.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes expressions over one item, with the names and values that they use. */
final class RandomExpression {
    private static final List<String> TYPES = List.of("S", "N", "B", "SS", "NS", "BS", "L", "M", "BOOL", "NULL", "X");
    private static final List<String> COMPARISONS = List.of("<", "<=", ">", ">=");
    private static final String LITTER = "()[].,=<>+- ANDnotsize:#0";

    private static final List<String> TOKENS = List.of(
            "(",
            ")",
            "[",
            "]",
            ".",
            ",",
            "=",
            "<>",
            "<",
            "<=",
            ">",
            ">=",
            "+",
            "-",
            "AND",
            "or",
            "NOT",
            "between",
            "IN",
            "SET",
            "remove",
            "ADD",
            "DELETE",
            "size",
            "contains",
            "begins_with",
            "attribute_exists",
            "attribute_type",
            "attribute_not_exists",
            "if_not_exists",
            "list_append",
            "a",
            "b",
            "name",
            "#a",
            ":v0",
            ":v1",
            "0",
            "1",
            "00",
            "size(a)",
            "(a)",
            "(:v0)",
            "contains(a, :v0)",
            "list_append(a, :v0)",
            "if_not_exists(a, :v0)",
            "a + :v0",
            "a = :v0",
            "NOT a = b",
            "a.b",
            "a[0]",
            "_",
            "a_1",
            "\t");

    /** One expression in so many is broken; {@code -Dmangled=} breaks more. */
    private static final int MANGLED_ONCE_IN = Integer.getInteger("mangled", 25);

    private final Random random;
    private final RandomValues values;
    private final Map<String, AttributeValue> item;
    final Map<String, String> names = new HashMap<>();
    final Map<String, AttributeValue> constants = new HashMap<>();

    RandomExpression(Random random, Map<String, AttributeValue> item) {
        this.random = random;
        this.values = new RandomValues(random);
        this.item = item;
    }

    /** A condition or filter. */
    String condition(int depth) {
        if (depth == 0) {
            return term();
        }
        return switch (random.nextInt(8)) {
            case 0, 1 -> condition(depth - 1) + (random.nextBoolean() ? " AND " : " and ") + condition(depth - 1);
            case 2 -> condition(depth - 1) + " OR " + condition(depth - 1);
            case 3 -> (random.nextBoolean() ? "NOT " : "not ") + condition(depth - 1);
            case 4 -> "(" + condition(depth - 1) + ")";
            default -> term();
        };
    }

    private String term() {
        return switch (random.nextInt(12)) {
            case 0 -> "attribute_exists(" + path() + ")";
            case 1 -> "attribute_not_exists (" + path() + ")";
            case 2 -> "attribute_type(" + path() + "," + constant(AttributeValue.fromS(values.oneOf(TYPES))) + ")";
            case 3 -> "begins_with(" + operand() + ", " + (values.onceIn(8) ? constant() : textual()) + ")";
            case 4 -> "contains(" + path() + ", " + (values.onceIn(6) ? path() : constant()) + ")";
            case 5 -> between();
            case 6 -> in();
            case 7 ->
                size()
                        + (random.nextBoolean() ? " = " : " > ")
                        + constant(AttributeValue.fromN("" + random.nextInt(4)));
            case 8, 9 -> operand() + (random.nextBoolean() ? " = " : "<>") + operand();
            default -> ordered() + " " + values.oneOf(COMPARISONS) + " " + ordered();
        };
    }

    private String size() {
        return "size(" + path() + ")";
    }

    private String textual() {
        return constant(
                random.nextBoolean() ? AttributeValue.fromS(values.text()) : AttributeValue.fromB(values.binary()));
    }

    private String between() {
        if (values.onceIn(3)) {
            return path() + " BETWEEN " + ordered() + " AND " + ordered();
        }
        var low = bound();
        var high = values.onceIn(4) ? low : bound();
        if (low.type() != high.type()) {
            high = low;
        }
        if (!values.onceIn(10) && Values.compare(Values.admit(low), Values.admit(high)) > 0) {
            var turned = low;
            low = high;
            high = turned;
        }
        return (values.onceIn(4) ? ordered() : path()) + " BETWEEN " + constant(low) + " AND " + constant(high);
    }

    /** Often one of the item's: a bound belongs to its range. */
    private AttributeValue bound() {
        var value = values.oneOf(new ArrayList<>(item.values()));
        return Values.isScalar(value.type()) && random.nextBoolean() ? value : values.scalar();
    }

    private String in() {
        var choices = new ArrayList<String>();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            choices.add(values.onceIn(5) ? path() : constant());
        }
        return operand() + " IN (" + String.join(", ", choices) + ")";
    }

    private String operand() {
        return parenthesised(
                switch (random.nextInt(8)) {
                    case 0, 1, 2, 3 -> path();
                    case 4 -> size();
                    default -> constant();
                });
    }

    private String ordered() {
        return parenthesised(
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> path();
                    case 3 -> size();
                    case 4 -> values.onceIn(10) ? constant() : constant(values.scalar());
                    default -> constant(values.scalar());
                });
    }

    private String parenthesised(String operand) {
        return values.onceIn(40) ? "(" + operand + ")" : operand;
    }

    /** One whose paths may clash and lead nowhere. */
    String wildUpdate() {
        var sections = new ArrayList<String>();
        if (!values.onceIn(4)) {
            sections.add("SET " + several(3, () -> path() + " = " + value(1)));
        }
        if (values.onceIn(4)) {
            sections.add("REMOVE " + several(2, this::path));
        }
        if (values.onceIn(4) || sections.isEmpty()) {
            sections.add("ADD " + several(1, () -> path() + " " + (values.onceIn(10) ? constant() : addable())));
        }
        if (values.onceIn(6)) {
            sections.add("DELETE " + path() + " " + (values.onceIn(10) ? constant() : constant(values.set())));
        }
        Collections.shuffle(sections, random);
        return String.join(" ", sections);
    }

    private String several(int most, Supplier<String> one) {
        var all = new ArrayList<String>();
        for (int left = 1 + random.nextInt(most); left > 0; left--) {
            all.add(one.get());
        }
        return String.join(", ", all);
    }

    private String addable() {
        return constant(random.nextBoolean() ? AttributeValue.fromN(values.number()) : values.set());
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 4)) {
            case 0 -> path();
            case 1, 2, 3 -> constant();
            case 4 -> "if_not_exists(" + path() + ", " + value(0) + ")";
            case 5 -> "list_append(" + (random.nextBoolean() ? path() + ", " + list() : list() + ", " + path()) + ")";
            case 6 -> "(" + value(depth - 1) + ")";
            default -> sum();
        };
    }

    private String sum() {
        var left = values.onceIn(3) ? "if_not_exists(" + path() + ", " + number() + ")" : path();
        return left + (random.nextBoolean() ? " + " : "-") + (values.onceIn(8) ? constant() : number());
    }

    private String number() {
        return constant(AttributeValue.fromN(values.number()));
    }

    private String list() {
        var elements = new ArrayList<AttributeValue>();
        for (int left = random.nextInt(3); left >= 0; left--) {
            elements.add(values.value(0));
        }
        return values.onceIn(10) ? constant() : constant(AttributeValue.fromL(elements));
    }

    /** One that suits the item, so that most of them succeed. */
    String fittingUpdate() {
        var sections = new LinkedHashMap<String, List<String>>();
        var names = new ArrayList<>(RandomValues.NAMES);
        Collections.shuffle(names, random);
        for (var name : names.subList(0, 1 + random.nextInt(4))) {
            fit(sections, name);
        }
        var written = new ArrayList<String>();
        sections.forEach((section, actions) -> written.add(section + " " + String.join(", ", actions)));
        Collections.shuffle(written, random);
        return String.join(" ", written);
    }

    private void fit(Map<String, List<String>> sections, String name) {
        var value = item.get(name);
        var path = written(name);
        if (value == null) {
            fitMissing(sections, path);
            return;
        }
        switch (values.onceIn(6) ? AttributeValue.Type.BOOL : value.type()) {
            case N -> fitNumber(sections, path);
            case L -> fitList(sections, path);
            case M -> fitMap(sections, path);
            case SS, NS, BS ->
                put(
                        sections,
                        random.nextBoolean() ? "ADD" : "DELETE",
                        path + " " + constant(values.onceIn(3) ? value : values.set()));
            default -> {
                if (values.onceIn(3)) {
                    put(sections, "REMOVE", path);
                } else if (values.onceIn(4)) {
                    put(
                            sections,
                            "SET",
                            path + " = if_not_exists(" + path + ", " + values.oneOf(RandomValues.NAMES) + ")");
                } else {
                    var right = random.nextBoolean() ? constant(values.value(2)) : values.oneOf(RandomValues.NAMES);
                    put(sections, "SET", path + " = " + right);
                }
            }
        }
    }

    private void fitMissing(Map<String, List<String>> sections, String path) {
        switch (random.nextInt(5)) {
            case 0 -> put(sections, "ADD", path + " " + number());
            case 1 -> put(sections, "SET", path + " = if_not_exists(" + path + ", " + constant() + ")");
            case 2 -> put(sections, "ADD", path + " " + constant(values.set()));
            case 3 -> put(sections, "REMOVE", path);
            default -> put(sections, "SET", path + " = " + constant(values.value(2)));
        }
    }

    private void fitNumber(Map<String, List<String>> sections, String path) {
        var number = number();
        switch (random.nextInt(4)) {
            case 0, 1 -> put(sections, "ADD", path + " " + number);
            case 2 -> put(sections, "SET", path + " = " + path + (random.nextBoolean() ? "+" : " - ") + number);
            default -> put(sections, "SET", path + " = " + number + " - " + path);
        }
    }

    private void fitList(Map<String, List<String>> sections, String path) {
        switch (random.nextInt(4)) {
            case 0 ->
                put(
                        sections,
                        "SET",
                        path + " = list_append(" + (random.nextBoolean() ? path + ", " + list() : list() + ", " + path)
                                + ")");
            case 1 -> {
                var indexes = new TreeSet<Integer>();
                for (int left = random.nextInt(4); left >= 0; left--) {
                    indexes.add(random.nextInt(6));
                }
                var shuffled = new ArrayList<>(indexes);
                Collections.shuffle(shuffled, random);
                shuffled.forEach(index -> setOrRemove(sections, path + "[" + index + "]"));
            }
            case 2 -> put(sections, "REMOVE", path + "[" + random.nextInt(5) + "]");
            default -> put(sections, "SET", path + "[" + random.nextInt(5) + "] = " + constant());
        }
    }

    private void fitMap(Map<String, List<String>> sections, String path) {
        var members = new TreeSet<String>();
        for (int left = random.nextInt(3); left >= 0; left--) {
            members.add(values.oneOf(RandomValues.NAMES));
        }
        for (var member : members) {
            if (values.onceIn(3)) {
                put(sections, "ADD", path + "." + member + " " + number());
            } else {
                setOrRemove(sections, path + "." + member);
            }
        }
    }

    private void setOrRemove(Map<String, List<String>> sections, String path) {
        if (values.onceIn(3)) {
            put(sections, "REMOVE", path);
        } else {
            put(sections, "SET", path + " = " + constant());
        }
    }

    private static void put(Map<String, List<String>> sections, String section, String action) {
        sections.computeIfAbsent(section, first -> new ArrayList<>()).add(action);
    }

    String projection() {
        return several(4, this::path);
    }

    /** On the keys {@code pk} and {@code sk}, whose type is text. */
    String keyCondition() {
        var key = values.onceIn(4) ? text() : constant(AttributeValue.fromS("x"));
        var partition = random.nextBoolean() ? "pk = " + key : key + " = pk";
        if (values.onceIn(5)) {
            return partition;
        }
        var sort = switch (random.nextInt(9)) {
            case 0 -> "begins_with(sk, " + text() + ")";
            case 1, 2 -> "sk BETWEEN " + text() + " AND " + text();
            case 3 -> text() + values.oneOf(COMPARISONS) + " sk";
            case 4 -> "sk = " + text();
            case 5 -> term();
            default -> "sk " + values.oneOf(COMPARISONS) + " " + text();
        };
        var both = random.nextBoolean() ? partition + " AND " + sort : sort + " AND (" + partition + ")";
        return values.onceIn(10) ? "(" + both + ")" : both;
    }

    /** An empty text is no key, which is not for an expression to know. */
    private String text() {
        return constant(AttributeValue.fromS(values.text() + (values.onceIn(2) ? "z" : "x")));
    }

    /** Now and then the expression with something missing, moved or too much. */
    String mangled(String expression) {
        if (!values.onceIn(MANGLED_ONCE_IN) || expression.length() < 3) {
            return expression;
        }
        return random.nextBoolean() ? withOtherCharacters(expression) : withOtherTokens(expression);
    }

    private String withOtherCharacters(String expression) {
        int at = random.nextInt(expression.length());
        return switch (random.nextInt(3)) {
            case 0 -> expression.substring(0, at) + expression.substring(at + 1);
            case 1 ->
                expression.substring(0, at) + LITTER.charAt(random.nextInt(LITTER.length())) + expression.substring(at);
            default -> {
                int end = at + random.nextInt(expression.length() - at);
                yield expression.substring(0, end) + expression.substring(at);
            }
        };
    }

    private String withOtherTokens(String expression) {
        var tokens = new ArrayList<>(List.of(expression.split("(?<=[\\s().,\\[\\]=<>+-])|(?=[\\s().,\\[\\]=<>+-])")));
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            int at = random.nextInt(tokens.size());
            switch (random.nextInt(5)) {
                case 0 -> Collections.swap(tokens, at, random.nextInt(tokens.size()));
                case 1 -> tokens.set(at, values.oneOf(TOKENS));
                case 2 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
                case 3 -> {
                    int end = at + random.nextInt(tokens.size() - at);
                    tokens.add(end, ")");
                    tokens.add(at, "(");
                }
                default -> tokens.add(at, " " + values.oneOf(TOKENS) + " ");
            }
        }
        return String.join("", tokens);
    }

    /** Now and then takes a name or value away, or adds one that nothing uses. */
    void misplace() {
        if (!values.onceIn(40)) {
            return;
        }
        switch (random.nextInt(3)) {
            case 0 -> names.put("#unused", "a");
            case 1 -> constants.put(":unused", AttributeValue.fromS("x"));
            default -> constants.keySet().stream().findFirst().ifPresent(constants::remove);
        }
    }

    private String path() {
        var path = new StringBuilder(written(values.oneOf(RandomValues.NAMES)));
        while (random.nextInt(10) < 3) {
            if (random.nextBoolean()) {
                path.append('.').append(written(values.oneOf(RandomValues.NAMES)));
            } else {
                path.append('[')
                        .append(values.onceIn(100) ? "00" : random.nextInt(4))
                        .append(']');
            }
        }
        return path.toString();
    }

    private String written(String name) {
        if (!values.onceIn(3)) {
            return name;
        }
        names.put("#" + name, name);
        return "#" + name;
    }

    /** Often one of the item's, so that comparisons hit. */
    private String constant() {
        if (!values.onceIn(3)) {
            return constant(values.value(values.onceIn(3) ? 1 : 0));
        }
        var value = values.oneOf(new ArrayList<>(item.values()));
        var inside = value.hasL() && !value.l().isEmpty() && random.nextBoolean();
        return constant(inside ? value.l().getFirst() : value);
    }

    private String constant(AttributeValue value) {
        var placeholder = ":v" + constants.size();
        constants.put(placeholder, value);
        return placeholder;
    }
}
