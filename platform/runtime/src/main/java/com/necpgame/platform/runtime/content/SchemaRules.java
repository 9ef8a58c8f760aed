package com.necpgame.platform.runtime.content;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules that schemas are made of. Each judges values of its own type and lets the others pass. */
final class SchemaRules {
    // Not constants of Schema: an interface that has any must be initialised, and its lambdas would not be recorded for
    // the next start.
    static final Schema ANYTHING = (node, pointer, findings) -> {};
    static final Schema NOTHING =
            (node, pointer, findings) -> findings.error(node.place(), pointer, "not allowed here");

    private SchemaRules() {}

    static final Schema NO_ENTRY_TWICE = (node, pointer, findings) -> {
        if (node instanceof Node.Sequence sequence) {
            var firsts = new HashMap<String, Node>();
            for (int i = 0; i < sequence.nodes().size(); i++) {
                var entry = sequence.nodes().get(i);
                var first = firsts.putIfAbsent(CanonicalJson.of(entry), entry);
                if (first != null) {
                    findings.error(
                            entry.place(),
                            Pointer.child(pointer, i),
                            "is there twice; first at line " + first.place().line());
                }
            }
        }
    };

    static final Schema INSTANT = text(
            value -> instant(value).isPresent(),
            value -> "must be an instant like 2026-12-01T00:00:00Z, is " + quoted(value));

    static Schema type(List<JsonType> types) {
        var expected = types.stream().map(JsonType::described).collect(Collectors.joining(" or "));
        return (node, pointer, findings) -> {
            if (types.stream().noneMatch(type -> type.holds(node))) {
                findings.error(
                        node.place(), pointer, "must be " + expected + ", is " + node.described() + hint(types, node));
            }
        };
    }

    private static String hint(List<JsonType> types, Node node) {
        var bare = node instanceof Node.Numeral || node instanceof Node.Truth;
        return bare && types.contains(JsonType.STRING) ? "; put it in quotes" : "";
    }

    static Schema anyOf(List<Node> allowed) {
        var words = allowed.stream().map(SchemaRules::word).toList();
        var expected = words.size() == 1 ? words.getFirst() : "one of " + String.join(", ", words);
        var json = allowed.stream().map(CanonicalJson::of).collect(Collectors.toCollection(HashSet::new));
        return (node, pointer, findings) -> {
            if (!json.contains(CanonicalJson.of(node))) {
                var suggestion = node instanceof Node.Text text ? Suggestion.forWord(text.value(), words) : "";
                findings.error(node.place(), pointer, "must be " + expected + "; is " + node.described() + suggestion);
            }
        };
    }

    static Schema fields(Map<String, Schema> known, Optional<Schema> others) {
        return (node, pointer, findings) -> {
            if (node instanceof Node.Mapping mapping) {
                mapping.fields().forEach((name, field) -> {
                    var rule = Optional.ofNullable(known.get(name)).or(() -> others);
                    var at = Pointer.child(pointer, name);
                    rule.ifPresentOrElse(
                            schema -> schema.check(field.value(), at, findings),
                            () -> findings.error(
                                    field.place(),
                                    at,
                                    "no field " + quoted(name) + " here" + Suggestion.forWord(name, known.keySet())));
                });
            }
        };
    }

    static Schema required(List<String> names) {
        return (node, pointer, findings) -> {
            if (node instanceof Node.Mapping mapping) {
                names.stream()
                        .filter(name -> !mapping.fields().containsKey(name))
                        .forEach(name -> findings.error(node.place(), pointer, "the field '" + name + "' is missing"));
            }
        };
    }

    static Schema fieldsMin(int min) {
        return size(SchemaRules::fieldCount, count -> count >= min, "at least " + min + " fields");
    }

    static Schema fieldsMax(int max) {
        return size(SchemaRules::fieldCount, count -> count <= max, "at most " + max + " fields");
    }

    static Schema entries(Schema each) {
        return (node, pointer, findings) -> {
            if (node instanceof Node.Sequence sequence) {
                for (int i = 0; i < sequence.nodes().size(); i++) {
                    each.check(sequence.nodes().get(i), Pointer.child(pointer, i), findings);
                }
            }
        };
    }

    static Schema entriesMin(int min) {
        return size(SchemaRules::entryCount, count -> count >= min, "at least " + min + " entries");
    }

    static Schema entriesMax(int max) {
        return size(SchemaRules::entryCount, count -> count <= max, "at most " + max + " entries");
    }

    static Schema lengthMin(int min) {
        return size(SchemaRules::characterCount, count -> count >= min, "at least " + min + " characters");
    }

    static Schema lengthMax(int max) {
        return size(SchemaRules::characterCount, count -> count <= max, "at most " + max + " characters");
    }

    static Schema pattern(Pattern pattern, String message) {
        return text(value -> pattern.matcher(value).find(), value -> message + ", is " + quoted(value));
    }

    static Schema atLeast(BigDecimal min) {
        return number(value -> value.compareTo(min) >= 0, "must be at least " + min.toPlainString());
    }

    static Schema atMost(BigDecimal max) {
        return number(value -> value.compareTo(max) <= 0, "must be at most " + max.toPlainString());
    }

    static Schema when(Schema condition, Schema then, Schema otherwise) {
        return (node, pointer, findings) ->
                (condition.accepts(node, findings) ? then : otherwise).check(node, pointer, findings);
    }

    static Schema defines(String space) {
        return (node, pointer, findings) -> {
            if (node instanceof Node.Text text) {
                findings.define(space, text.value(), node.place(), pointer);
            }
        };
    }

    static Schema refersTo(String space) {
        return (node, pointer, findings) -> {
            if (node instanceof Node.Text text) {
                findings.refer(space, text.value(), node.place(), pointer);
            }
        };
    }

    private static Schema text(Predicate<String> holds, Function<String, String> message) {
        return (node, pointer, findings) -> {
            if (node instanceof Node.Text text && !holds.test(text.value())) {
                findings.error(node.place(), pointer, message.apply(text.value()));
            }
        };
    }

    private static Schema number(Predicate<BigDecimal> holds, String message) {
        return (node, pointer, findings) -> {
            if (node instanceof Node.Numeral numeral && !holds.test(numeral.value())) {
                findings.error(node.place(), pointer, message + ", is " + numeral.written());
            }
        };
    }

    /** @param count how many there are, or nothing for a value of another type */
    private static Schema size(Function<Node, Optional<Integer>> count, Predicate<Integer> holds, String expected) {
        return (node, pointer, findings) -> count.apply(node)
                .filter(holds.negate())
                .ifPresent(size -> findings.error(node.place(), pointer, "must have " + expected + ", has " + size));
    }

    private static Optional<Integer> fieldCount(Node node) {
        return node instanceof Node.Mapping mapping
                ? Optional.of(mapping.fields().size())
                : Optional.empty();
    }

    private static Optional<Integer> entryCount(Node node) {
        return node instanceof Node.Sequence sequence
                ? Optional.of(sequence.nodes().size())
                : Optional.empty();
    }

    private static Optional<Integer> characterCount(Node node) {
        return node instanceof Node.Text text
                ? Optional.of(text.value().codePointCount(0, text.value().length()))
                : Optional.empty();
    }

    private static Optional<Instant> instant(String value) {
        try {
            return Optional.of(Instant.parse(value));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String word(Node node) {
        return node instanceof Node.Text text ? text.value() : CanonicalJson.of(node);
    }

    private static String quoted(String value) {
        return Node.Text.quoted(value);
    }
}
