package com.necpgame.platform.runtime.content;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads a JSON Schema (draft 2020-12) of the keywords that content uses, and two of our own: {@code x-necpgame-id}
 * defines an id, {@code x-necpgame-ref} refers to one.
 *
 * <p>A keyword outside that set stops the reading, so that no rule is ever believed to hold and is not checked. Why not
 * the json-schema-validator library, when every start pays: for the content of the first release it took 350 ms of a cold
 * JVM where this takes 170, 1,600 classes where this takes 900, and 3.7 MB of jars with a second Jackson and a second YAML
 * parser. It is this class's oracle in the tests.
 */
final class SchemaReader {
    private static final Set<String> ANNOTATIONS = Set.of(
            "$schema",
            "$id",
            "$comment",
            "$defs",
            "title",
            "description",
            "default",
            "examples",
            "deprecated",
            "patternErrorMessage",
            "x-necpgame-module");

    /** Read together with the keyword that they belong to. */
    private static final Set<String> COMPANIONS = Set.of("additionalProperties", "then", "else");

    private static final String DEFINITIONS = "#/$defs/";

    private final String file;
    private final Node.Mapping root;
    private final Map<String, Schema> definitions = new LinkedHashMap<>();
    private final Set<String> defines = new LinkedHashSet<>();
    private final Set<String> refersTo = new LinkedHashSet<>();

    SchemaReader(String file, Node.Mapping root) {
        this.file = file;
        this.root = root;
    }

    /** @throws IllegalStateException with file, line and column, if the schema is not of the known keywords */
    Schema read() {
        return schema(root);
    }

    /** The sets of ids that some {@code x-necpgame-id} of the schema defines. */
    Set<String> defines() {
        return defines;
    }

    /** The sets of ids that some {@code x-necpgame-ref} of the schema refers to. */
    Set<String> refersTo() {
        return refersTo;
    }

    /** The place that {@code #/$defs/<name>} names. */
    Node definition(Node.Text reference) {
        var name = reference.value().startsWith(DEFINITIONS) ? reference.value().substring(DEFINITIONS.length()) : "";
        return Optional.ofNullable(root.fields().get("$defs"))
                .map(field -> mapping(field.value()).fields().get(name))
                .map(Node.Field::value)
                .orElseThrow(() -> fault(reference, "no " + reference.value() + "; a $ref is #/$defs/<name>"));
    }

    IllegalStateException fault(Node node, String message) {
        return new IllegalStateException(
                "%s:%d:%d: %s".formatted(file, node.place().line(), node.place().column(), message));
    }

    private Schema schema(Node node) {
        return switch (node) {
            case Node.Truth truth -> truth.value() ? SchemaRules.ANYTHING : SchemaRules.NOTHING;
            case Node.Mapping mapping -> all(rules(mapping));
            default -> throw fault(node, "a schema is a mapping, true or false; this is " + node.described());
        };
    }

    private List<Schema> rules(Node.Mapping schema) {
        var rules = new ArrayList<Schema>();
        schema.fields().forEach((keyword, field) -> {
            if (!ANNOTATIONS.contains(keyword) && !COMPANIONS.contains(keyword)) {
                rules.add(rule(schema, keyword, field.value()));
            }
        });
        if (schema.fields().containsKey("additionalProperties")
                && !schema.fields().containsKey("properties")) {
            rules.add(fields(schema, new Node.Mapping(schema.place(), new LinkedHashMap<>())));
        }
        return rules;
    }

    private static Schema all(List<Schema> rules) {
        return (node, pointer, findings) -> {
            if (!(node instanceof Node.Unread)) {
                rules.forEach(rule -> rule.check(node, pointer, findings));
            }
        };
    }

    private Schema rule(Node.Mapping schema, String keyword, Node value) {
        return switch (keyword) {
            case "type" -> SchemaRules.type(types(value));
            case "enum" -> SchemaRules.anyOf(list(value, Function.identity()));
            case "const" -> SchemaRules.anyOf(List.of(value));
            case "properties" -> fields(schema, mapping(value));
            case "required" -> SchemaRules.required(list(value, this::text));
            case "minProperties" -> SchemaRules.fieldsMin(count(value));
            case "maxProperties" -> SchemaRules.fieldsMax(count(value));
            case "items" -> SchemaRules.entries(schema(value));
            case "minItems" -> SchemaRules.entriesMin(count(value));
            case "maxItems" -> SchemaRules.entriesMax(count(value));
            case "uniqueItems" ->
                value instanceof Node.Truth wanted && wanted.value()
                        ? SchemaRules.NO_ENTRY_TWICE
                        : SchemaRules.ANYTHING;
            case "minLength" -> SchemaRules.lengthMin(count(value));
            case "maxLength" -> SchemaRules.lengthMax(count(value));
            case "pattern" -> SchemaRules.pattern(pattern(value), patternMessage(schema, value));
            case "format" -> format(value);
            case "minimum" -> SchemaRules.atLeast(number(value));
            case "maximum" -> SchemaRules.atMost(number(value));
            case "allOf" -> all(list(value, this::schema));
            case "if" -> SchemaRules.when(schema(value), companion(schema, "then"), companion(schema, "else"));
            case "$ref" -> reference(value);
            case "x-necpgame-id" -> SchemaRules.defines(noted(defines, value));
            case "x-necpgame-ref" -> SchemaRules.refersTo(noted(refersTo, value));
            default -> throw fault(value, "the keyword '" + keyword + "' is not one that the content lint knows");
        };
    }

    private Schema fields(Node.Mapping schema, Node.Mapping properties) {
        var known = new LinkedHashMap<String, Schema>();
        properties.fields().forEach((name, field) -> known.put(name, schema(field.value())));
        var others = schema.fields().get("additionalProperties");
        if (others == null) {
            return SchemaRules.fields(known, Optional.of(SchemaRules.ANYTHING));
        }
        var closed = others.value() instanceof Node.Truth open && !open.value();
        return SchemaRules.fields(known, closed ? Optional.empty() : Optional.of(schema(others.value())));
    }

    private Schema companion(Node.Mapping schema, String keyword) {
        var field = schema.fields().get(keyword);
        return field == null ? SchemaRules.ANYTHING : schema(field.value());
    }

    /** Looked up when it is used, since a definition may contain itself. */
    private Schema reference(Node value) {
        var reference = new Node.Text(value.place(), text(value));
        var name = reference.value();
        if (!definitions.containsKey(name)) {
            definitions.put(name, SchemaRules.ANYTHING);
            definitions.put(name, schema(definition(reference)));
        }
        return (node, pointer, findings) ->
                definitions.getOrDefault(name, SchemaRules.NOTHING).check(node, pointer, findings);
    }

    private Schema format(Node value) {
        if (!text(value).equals("date-time")) {
            throw fault(value, "the only known format is date-time");
        }
        return SchemaRules.INSTANT;
    }

    private Pattern pattern(Node value) {
        try {
            return Pattern.compile(text(value));
        } catch (PatternSyntaxException e) {
            throw fault(value, "no regular expression: " + e.getDescription());
        }
    }

    private String patternMessage(Node.Mapping schema, Node pattern) {
        var message = schema.fields().get("patternErrorMessage");
        return message == null ? "must match " + text(pattern) : text(message.value());
    }

    private String noted(Set<String> spaces, Node value) {
        var space = text(value);
        spaces.add(space);
        return space;
    }

    private List<JsonType> types(Node value) {
        return value instanceof Node.Sequence ? list(value, this::type) : List.of(type(value));
    }

    private JsonType type(Node value) {
        return JsonType.named(text(value)).orElseThrow(() -> fault(value, "no type '" + text(value) + "'"));
    }

    private Node.Mapping mapping(Node value) {
        if (value instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw fault(value, "must be a mapping, is " + value.described());
    }

    private <T> List<T> list(Node value, Function<Node, T> each) {
        if (value instanceof Node.Sequence sequence) {
            return sequence.nodes().stream().map(each).toList();
        }
        throw fault(value, "must be a list, is " + value.described());
    }

    private String text(Node value) {
        if (value instanceof Node.Text text) {
            return text.value();
        }
        throw fault(value, "must be text, is " + value.described());
    }

    private BigDecimal number(Node value) {
        if (value instanceof Node.Numeral numeral) {
            return numeral.value();
        }
        throw fault(value, "must be a number, is " + value.described());
    }

    private int count(Node value) {
        try {
            return number(value).intValueExact();
        } catch (ArithmeticException e) {
            throw fault(value, "must be a count, is " + value.described());
        }
    }
}
