package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.expression.PathTree.Node;
import com.necpgame.platform.embedded.item.Rejections;
import com.necpgame.platform.embedded.item.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** SET, REMOVE, ADD and DELETE over one item. */
public final class Update {
    private static final String INVALID_PATH =
            "The document path provided in the update expression is invalid for update";

    private final PathTree<Action> actions;

    private Update(PathTree<Action> actions) {
        this.actions = actions;
    }

    /**
     * Reads an update.
     *
     * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if the text is none
     */
    public static Update parse(String text, Placeholders placeholders) {
        return new Update(new UpdateParser(text, placeholders).parse());
    }

    /**
     * The new item. Every right side reads the old one, which stays as it is.
     *
     * @param item the old item, or the key alone for an item that is not there
     * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if a path, type or number does not allow it
     */
    public Map<String, AttributeValue> apply(Map<String, AttributeValue> item) {
        return map(item, item, actions.root(), 1);
    }

    /** The top-level attributes that it changes; a key attribute may not be among them. */
    public Set<String> attributes() {
        return actions.root().members().keySet();
    }

    /**
     * What {@code UPDATED_OLD} and {@code UPDATED_NEW} return of the item before or after: only what the paths lead to, as DynamoDB does.
     * (DynamoDB Local returns the whole attribute.)
     */
    public Map<String, AttributeValue> touched(Map<String, AttributeValue> item) {
        return actions.of(item);
    }

    /** @param depth how many lists and maps the map is, itself included */
    private static Map<String, AttributeValue> map(
            Map<String, AttributeValue> item, Map<String, AttributeValue> old, Node<Action> node, int depth) {
        var changed = new HashMap<>(old);
        node.members().forEach((name, inner) -> {
            var value = value(item, old.get(name), inner, depth);
            if (value == null) {
                changed.remove(name);
            } else {
                changed.put(name, value);
            }
        });
        return changed;
    }

    private static @Nullable AttributeValue value(
            Map<String, AttributeValue> item, @Nullable AttributeValue old, Node<Action> node, int depth) {
        var action = node.end();
        if (action != null) {
            var result = action.result(item, old);
            if (result != null) {
                Values.requireNesting(result, depth);
            }
            return result;
        }
        if (old != null && old.hasM() && !node.members().isEmpty()) {
            return AttributeValue.fromM(map(item, old.m(), node, depth + 1));
        }
        if (old != null && old.hasL() && !node.elements().isEmpty()) {
            return AttributeValue.fromL(list(item, old.l(), node, depth + 1));
        }
        throw Rejections.validation(INVALID_PATH);
    }

    /** Indexes are those of the old list. What is set beyond its end is appended in the order of the indexes. */
    private static List<AttributeValue> list(
            Map<String, AttributeValue> item, List<AttributeValue> old, Node<Action> node, int depth) {
        var changed = new ArrayList<@Nullable AttributeValue>(old);
        node.elements().forEach((index, inner) -> {
            if (index < old.size()) {
                changed.set(index, value(item, old.get(index), inner, depth));
            } else {
                changed.add(value(item, null, inner, depth));
            }
        });
        return withoutGaps(changed);
    }

    private static List<AttributeValue> withoutGaps(List<@Nullable AttributeValue> elements) {
        var list = new ArrayList<AttributeValue>(elements.size());
        for (var element : elements) {
            if (element != null) {
                list.add(element);
            }
        }
        return list;
    }
}
