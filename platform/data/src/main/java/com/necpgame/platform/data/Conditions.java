package com.necpgame.platform.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The conditions of writes and filters.
 *
 * <p>Names are components of the entity and values are given as the component holds them; what does not fit is refused when the write is
 * made into a request. A comparison with an attribute that the item does not have is false, {@link #ne} is true.
 */
public final class Conditions {
    /** The most values that {@link #in} may be given: DynamoDB's limit. */
    public static final int IN_VALUES_MAX = 100;

    private Conditions() {}

    /** The item is there. */
    public static Condition exists() {
        return new Condition("exists", expression -> "attribute_exists(" + expression.attribute(Key.PARTITION) + ")");
    }

    /** The item is not there. */
    public static Condition absent() {
        return new Condition(
                "absent", expression -> "attribute_not_exists(" + expression.attribute(Key.PARTITION) + ")");
    }

    /** The component has a value. */
    public static Condition attributePresent(String name) {
        return new Condition(
                name + " is present", expression -> "attribute_exists(" + expression.component(name) + ")");
    }

    /** The component has no value; also true where the item is not there. */
    public static Condition attributeAbsent(String name) {
        return new Condition(
                name + " is absent", expression -> "attribute_not_exists(" + expression.component(name) + ")");
    }

    /** The component is equal to the value. */
    public static Condition eq(String name, Object value) {
        return compare(name, "=", value);
    }

    /** The component is another value or none. */
    public static Condition ne(String name, Object value) {
        return compare(name, "<>", value);
    }

    /** The component is the value or more. */
    public static Condition atLeast(String name, Object value) {
        return compare(name, ">=", value);
    }

    /** The component is the value or less. */
    public static Condition atMost(String name, Object value) {
        return compare(name, "<=", value);
    }

    /** The component is less than the value. */
    public static Condition lessThan(String name, Object value) {
        return compare(name, "<", value);
    }

    /** The component is more than the value. */
    public static Condition moreThan(String name, Object value) {
        return compare(name, ">", value);
    }

    /** The component is one of the two values or between them. */
    public static Condition between(String name, Object low, Object high) {
        return new Condition(
                name + " between " + low + " and " + high,
                expression -> expression.component(name) + " BETWEEN " + expression.value(name, low) + " AND "
                        + expression.value(name, high));
    }

    /** The component, a text, begins with the value. */
    public static Condition startsWith(String name, Object value) {
        return new Condition(
                name + " starts with " + value,
                expression -> "begins_with(" + expression.component(name) + ", " + expression.value(name, value) + ")");
    }

    /** The component is one of the values, of which there are 1 to {@value #IN_VALUES_MAX}. */
    public static Condition in(String name, Object... values) {
        if (values.length == 0 || values.length > IN_VALUES_MAX) {
            throw new IllegalArgumentException(
                    "in takes 1 to " + IN_VALUES_MAX + " values, given were " + values.length);
        }
        List<Object> copy = List.of(values);
        return new Condition(
                name + " in " + copy,
                expression -> expression.component(name) + " IN "
                        + copy.stream()
                                .map(value -> expression.value(name, value))
                                .collect(Collectors.joining(", ", "(", ")")));
    }

    /** One of the conditions holds. */
    public static Condition any(Condition... conditions) {
        return join(" OR ", conditions);
    }

    /** All of the conditions hold. */
    public static Condition all(Condition... conditions) {
        return join(" AND ", conditions);
    }

    /** The condition does not hold. */
    public static Condition not(Condition condition) {
        return new Condition("not (" + condition + ")", expression -> "(NOT " + condition.render(expression) + ")");
    }

    private static Condition compare(String name, String operator, Object value) {
        return new Condition(
                name + " " + operator + " " + value,
                expression -> expression.component(name) + " " + operator + " " + expression.value(name, value));
    }

    static Condition join(String operator, Condition... conditions) {
        if (conditions.length == 0) {
            throw new IllegalArgumentException("at least one condition is needed");
        }
        if (conditions.length == 1) {
            return conditions[0]; // DynamoDB refuses ((a)) for its redundant parentheses
        }
        List<Condition> copy = List.of(conditions);
        return new Condition(
                Arrays.stream(conditions).map(Condition::toString).collect(Collectors.joining(operator, "(", ")")),
                expression -> copy.stream()
                        .map(each -> each.render(expression))
                        .collect(Collectors.joining(operator, "(", ")")));
    }
}
