package com.necpgame.platform.runtime.content;

import java.util.Optional;
import java.util.Set;

/**
 * One kind of content, as its module declares it.
 *
 * @param name plural, as its files and the list in them are called: {@code offers}
 * @param noun one entry, as error messages call it: {@code offer}
 * @param module whose table holds it, and whose switch turns it off
 * @param definesIds sets of ids that entries add to, its own name first of all
 * @param refersToIds sets of ids that entries refer to
 */
record ContentKind(
        String name, String noun, String module, Schema schema, Set<String> definesIds, Set<String> refersToIds) {
    static final String SCHEMA_SUFFIX = ".schema.json";

    /** @throws IllegalStateException with file, line and column, if the schema does not describe a kind of content */
    static ContentKind read(String name, String file, String json) {
        var findings = new Findings(file);
        var document = YamlReader.read(json, findings);
        if (!findings.errors().isEmpty()) {
            throw new IllegalStateException(findings.errors().getFirst().toString());
        }
        if (document.orElse(null) instanceof Node.Mapping root) {
            return read(name, new SchemaReader(file, root), root);
        }
        throw new IllegalStateException(file + ": a schema is a JSON object");
    }

    private static ContentKind read(String name, SchemaReader reader, Node.Mapping root) {
        var schema = reader.read();
        if (!reader.defines().contains(name)) {
            throw reader.fault(root, "no x-necpgame-id '" + name + "'; entries need an id in the set of their kind");
        }
        var entry = entry(name, reader, root);
        return new ContentKind(
                name,
                text(entry, "title").orElse("entry of " + name),
                text(root, "x-necpgame-module")
                        .orElseThrow(() -> reader.fault(root, "x-necpgame-module must name the owning module")),
                schema,
                Set.copyOf(reader.defines()),
                Set.copyOf(reader.refersTo()));
    }

    private static Node entry(String name, SchemaReader reader, Node.Mapping root) {
        return field(root, "properties")
                .flatMap(properties -> field(properties, name))
                .flatMap(list -> field(list, "items"))
                .map(entry -> field(entry, "$ref").orElse(null) instanceof Node.Text reference
                        ? reader.definition(reference)
                        : entry)
                .orElseThrow(() -> reader.fault(root, "a file is a mapping of '" + name + "' to a list of entries"));
    }

    private static Optional<Node> field(Node node, String name) {
        return node instanceof Node.Mapping mapping
                ? Optional.ofNullable(mapping.fields().get(name)).map(Node.Field::value)
                : Optional.empty();
    }

    private static Optional<String> text(Node node, String name) {
        return field(node, name).map(value -> value instanceof Node.Text text ? text.value() : null);
    }
}
