package com.necpgame.platform.data.processor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a repository method's name says: {@code findFirst3ByPlayerIdAndAtAfterOrderByAtDesc}.
 *
 * @param verb find, count, exists or delete; get, list and read mean find
 * @param limit the number after First or Top, 1 where there is none, 0 without the word
 * @param predicates in the order of the name
 * @param order the component to sort by, if it says one
 */
record MethodName(String verb, int limit, List<Predicate> predicates, Optional<Order> order) {
    private static final Pattern HEAD = Pattern.compile(
            "(find|get|list|read|count|exists|delete)(All|(?:First|Top)(\\d*))?(By(.+?))?(OrderBy(.+))?");
    private static final Pattern DIRECTION = Pattern.compile("(.+?)(Asc|Desc)?");

    /** How a component is compared; several words may mean one. */
    enum Operator {
        EQUAL("", "Equal", "Equals", "Is"),
        MORE("GreaterThan", "After"),
        AT_LEAST("GreaterThanEqual", "GreaterThanEquals"),
        LESS("LessThan", "Before"),
        AT_MOST("LessThanEqual", "LessThanEquals"),
        BETWEEN("Between", "InRange"),
        STARTS("StartsWith", "StartingWith"),
        IN("In");

        private final List<String> words;

        Operator(String... words) {
            this.words = List.of(words);
        }

        int arguments() {
            return this == BETWEEN ? 2 : 1;
        }
    }

    record Predicate(String component, Operator operator) {}

    record Order(String component, boolean descending) {}

    /** Nothing if the name is of another form. */
    static Optional<MethodName> parse(String name, Collection<String> components) {
        Matcher head = HEAD.matcher(name);
        if (!head.matches()) {
            return Optional.empty();
        }
        String verb = switch (head.group(1)) {
            case "get", "list", "read" -> "find";
            default -> head.group(1);
        };
        var predicates = head.group(5) == null ? List.<Predicate>of() : predicates(head.group(5), components);
        Optional<Order> order =
                head.group(7) == null ? Optional.empty() : Optional.of(order(head.group(7), components));
        return Optional.of(new MethodName(verb, limit(head.group(2), head.group(3)), predicates, order));
    }

    private static int limit(String word, String digits) {
        if (word == null || word.equals("All")) {
            return 0;
        }
        return digits.isEmpty() ? 1 : Integer.parseInt(digits);
    }

    private static Order order(String text, Collection<String> components) {
        Matcher direction = DIRECTION.matcher(text);
        if (direction.matches()) {
            for (String component : components) {
                if (capitalized(component).equals(direction.group(1))) {
                    return new Order(component, "Desc".equals(direction.group(2)));
                }
            }
        }
        throw new IllegalArgumentException("DynamoDB: OrderBy" + text + " names no component, there are " + components);
    }

    /** Components may hold the words that join them, so the parts are tried out. */
    private static List<Predicate> predicates(String text, Collection<String> components) {
        var found = new ArrayList<Predicate>();
        if (!read(text, components, found)) {
            throw new IllegalArgumentException("DynamoDB: By" + text
                    + " is not made of components and And, GreaterThan, LessThan, After, Before, Between, "
                    + "StartsWith, In; the components are " + components);
        }
        return List.copyOf(found);
    }

    private static boolean read(String text, Collection<String> components, List<Predicate> found) {
        for (String component : components) {
            if (text.startsWith(capitalized(component))) {
                String rest = text.substring(component.length());
                for (Operator operator : Operator.values()) {
                    for (String word : operator.words) {
                        if (rest.startsWith(word)
                                && readOn(
                                        rest.substring(word.length()),
                                        components,
                                        new Predicate(component, operator),
                                        found)) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private static boolean readOn(
            String rest, Collection<String> components, Predicate predicate, List<Predicate> found) {
        found.add(predicate);
        if (rest.isEmpty() || rest.startsWith("And") && read(rest.substring("And".length()), components, found)) {
            return true;
        }
        found.removeLast();
        return false;
    }

    private static String capitalized(String component) {
        return Character.toUpperCase(component.charAt(0)) + component.substring(1);
    }
}
