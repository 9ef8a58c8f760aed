package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.expression.Path.Element;
import com.necpgame.platform.embedded.expression.Path.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Document paths of one expression, joined where they begin alike, with something at the end of each.
 *
 * @param <T> what stands at the end of a path
 */
final class PathTree<T> {
    /**
     * Why a path cannot join the others.
     *
     * @param verb {@code overlap} where one path leads into what the other names, {@code conflict} where one takes for a list what is a
     *     map to the other
     * @param other the path that was there first
     */
    record Clash(String verb, Path other) {}

    /** A place on a path: an end, or a map or list with places inside. */
    static final class Node<T> {
        private final Map<String, Node<T>> members = new LinkedHashMap<>();
        private final SortedMap<Integer, Node<T>> elements = new TreeMap<>();
        private @Nullable T end;
        private @Nullable Path path;

        Map<String, Node<T>> members() {
            return members;
        }

        /** By index. */
        SortedMap<Integer, Node<T>> elements() {
            return elements;
        }

        @Nullable
        T end() {
            return end;
        }

        private @Nullable Clash clash(Path.Step step) {
            var first = firstPath();
            if (first == null) {
                return null;
            }
            if (end != null) {
                return new Clash("overlap", first);
            }
            var otherKind = step instanceof Member ? elements : members;
            return otherKind.isEmpty() ? null : new Clash("conflict", first);
        }

        /** A path that ends here or further inside; null if there is none yet. */
        private @Nullable Path firstPath() {
            if (path != null) {
                return path;
            }
            var inside = members.isEmpty() ? elements.values() : members.values();
            return inside.isEmpty() ? null : inside.iterator().next().firstPath();
        }

        private Node<T> at(Path.Step step) {
            return switch (step) {
                case Member(var name) -> members.computeIfAbsent(name, absent -> new Node<>());
                case Element(var index) -> elements.computeIfAbsent(index, absent -> new Node<>());
            };
        }

        private @Nullable AttributeValue of(AttributeValue value) {
            if (end != null) {
                return value;
            }
            if (value.hasM() && !members.isEmpty()) {
                var picked = of(value.m());
                return picked.isEmpty() ? null : AttributeValue.fromM(picked);
            }
            if (value.hasL() && !elements.isEmpty()) {
                var picked = of(value.l());
                return picked.isEmpty() ? null : AttributeValue.fromL(picked);
            }
            return null;
        }

        private Map<String, AttributeValue> of(Map<String, AttributeValue> map) {
            Map<String, AttributeValue> picked = new HashMap<>();
            members.forEach((name, node) -> {
                var value = map.get(name);
                var part = value == null ? null : node.of(value);
                if (part != null) {
                    picked.put(name, part);
                }
            });
            return picked;
        }

        private List<AttributeValue> of(List<AttributeValue> list) {
            var picked = new ArrayList<AttributeValue>();
            for (var node : elements.headMap(list.size()).entrySet()) {
                var part = node.getValue().of(list.get(node.getKey()));
                if (part != null) {
                    picked.add(part);
                }
            }
            return picked;
        }
    }

    private final Node<T> root = new Node<>();

    Node<T> root() {
        return root;
    }

    /** @return null if the path was added, or why it was not */
    @Nullable
    Clash add(Path path, T end) {
        var node = root.at(new Member(path.root()));
        for (var step : path.steps()) {
            var clash = node.clash(step);
            if (clash != null) {
                return clash;
            }
            node = node.at(step);
        }
        var inside = node.firstPath();
        if (inside != null) {
            return new Clash("overlap", inside);
        }
        node.end = end;
        node.path = path;
        return null;
    }

    /** What the paths lead to, in maps as they were and in lists closed up. */
    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        return root.of(item);
    }
}
