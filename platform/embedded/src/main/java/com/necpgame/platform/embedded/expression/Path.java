package com.necpgame.platform.embedded.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A place in an item: an attribute, and steps into its maps and lists.
 *
 * @param root name of the attribute
 */
record Path(String root, List<Step> steps) implements Operand {
    sealed interface Step {}

    /** Into a map. */
    record Member(String name) implements Step {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Into a list, from 0. */
    record Element(int index) implements Step {
        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    @Override
    public @Nullable AttributeValue in(Map<String, AttributeValue> item) {
        return reach(item, steps.size());
    }

    /** Whether an update may write there: what holds the last step exists and is of the right kind. */
    boolean isWritable(Map<String, AttributeValue> item) {
        if (steps.isEmpty()) {
            return true;
        }
        var holder = reach(item, steps.size() - 1);
        return holder != null && (steps.getLast() instanceof Member ? holder.hasM() : holder.hasL());
    }

    private @Nullable AttributeValue reach(Map<String, AttributeValue> item, int stepsTaken) {
        var value = item.get(root);
        for (int i = 0; i < stepsTaken && value != null; i++) {
            value = step(value, steps.get(i));
        }
        return value;
    }

    private static @Nullable AttributeValue step(AttributeValue value, Step step) {
        return switch (step) {
            case Member(var name) -> value.hasM() ? value.m().get(name) : null;
            case Element(var index) ->
                value.hasL() && index < value.l().size() ? value.l().get(index) : null;
        };
    }

    /** As DynamoDB's messages write it. */
    @Override
    public String toString() {
        var text = new StringBuilder("[").append(root);
        steps.forEach(step -> text.append(", ").append(step));
        return text.append(']').toString();
    }
}
