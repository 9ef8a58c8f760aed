package com.necpgame.platform.runtime.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Our reader of schemas and a library that knows all of JSON Schema agree, value by value: over the schemas of this
 * repository and those of these tests, and content that was sound until chance changed it in one to three places.
 */
class SchemaOracleTest {
    private static final int CHANGES_MAX = 3;

    /** What stands in for a value: each near some rule's edge, or of another type. */
    private static final List<String> OTHERS = List.of(
            "null",
            "true",
            "0",
            "1",
            "-1",
            "1.5",
            "2.0",
            "1e2",
            "100",
            "99.5",
            "9007199254740991",
            "9007199254740992",
            "10000",
            "10001",
            "\"\"",
            "\"x\"",
            "\"credits\"",
            "\"boxed\"",
            "\"stackable\"",
            "\"unique\"",
            "\"weapon\"",
            "\"Bad Id\"",
            "\"" + "a".repeat(64) + "\"",
            "\"" + "a".repeat(65) + "\"",
            "\"" + "\uD83D\uDE80".repeat(80) + "\"",
            "\"2026-12-01T00:00:00Z\"",
            "\"2026-12-01\"",
            "\"2026-13-01T00:00:00Z\"",
            "[]",
            "[1,1]",
            "[\"a\",\"a\"]",
            "{}",
            "{\"a\":1,\"b\":2,\"c\":3}",
            "{\"from\":\"x\"}");

    /** Draft 2020-12, and our own words, which mean nothing to it. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .keywords(Stream.of("x-necpgame-module", "x-necpgame-id", "x-necpgame-ref", "patternErrorMessage")
                    .map(NonValidationKeyword::new)
                    .toList())
            .build();

    private static final List<Subject> SUBJECTS = Stream.concat(
                    GameContent.schemas().stream(),
                    Stream.of("coins", "wares")
                            .map(kind -> Path.of(
                                    "src/test/resources", ContentKinds.FOLDER, kind + ContentKind.SCHEMA_SUFFIX)))
            .map(Subject::of)
            .toList();

    record Subject(Path file, ContentKind kind, com.networknt.schema.Schema oracle, Node sound) {
        static Subject of(Path schema) {
            var config =
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
            var registry = SchemaRegistry.withDefaultDialect(DIALECT, builder -> builder.schemaRegistryConfig(config));
            var kind = ContentKind.read(GameContent.name(schema), schema.toString(), GameContent.read(schema));
            var file = kind.name() + ".yaml";
            var content = TestKinds.SOUND.containsKey(file)
                    ? TestKinds.SOUND.get(file)
                    : GameContent.read(GameContent.FOLDER.resolve(file));
            return new Subject(
                    schema, kind, registry.getSchema(GameContent.read(schema), InputFormat.JSON), node(content));
        }
    }

    @Property(tries = 4_000)
    void agreesWithTheOracle(@ForAll("changed") Changed changed) {
        var json = CanonicalJson.of(changed.content());
        var findings = new Findings("test.yaml");
        changed.subject().kind().schema().check(changed.content(), "", findings);
        var says = changed.subject().oracle().validate(json, InputFormat.JSON);

        assertThat(findings.errors().isEmpty())
                .as("%s%nwe say %s%noracle says %s", json, findings.errors(), says)
                .isEqualTo(says.isEmpty());
    }

    @Example
    void schemasAreOfTheDraftThatTheyName() {
        var draft = SchemaRegistry.withDefaultDialect(DIALECT)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(SUBJECTS)
                .hasSizeGreaterThan(2)
                .allSatisfy(subject -> assertThat(draft.validate(GameContent.read(subject.file()), InputFormat.JSON))
                        .isEmpty());
    }

    record Changed(Subject subject, Node content) {}

    @Provide
    Arbitrary<Changed> changed() {
        return Combinators.combine(
                        Arbitraries.of(SUBJECTS), Arbitraries.integers().between(0, CHANGES_MAX), Arbitraries.longs())
                .as((subject, changes, seed) -> {
                    var random = new Random(seed);
                    var content = subject.sound();
                    for (int i = 0; i < changes; i++) {
                        content = change(content, random);
                    }
                    return new Changed(subject, content);
                });
    }

    /** Goes down by chance, and changes what it comes to. */
    private static Node change(Node node, RandomGenerator random) {
        return switch (node) {
            case Node.Mapping mapping
            when !mapping.fields().isEmpty() && random.nextInt(10) > 0 -> changeField(mapping, random);
            case Node.Sequence sequence
            when !sequence.nodes().isEmpty() && random.nextInt(10) > 0 -> changeEntry(sequence, random);
            default -> node(OTHERS.get(random.nextInt(OTHERS.size())));
        };
    }

    private static Node changeField(Node.Mapping mapping, RandomGenerator random) {
        var fields = new LinkedHashMap<>(mapping.fields());
        var chosen = List.copyOf(mapping.fields().entrySet()).get(random.nextInt(fields.size()));
        var name = chosen.getKey();
        var field = chosen.getValue();
        switch (random.nextInt(8)) {
            case 0 -> fields.remove(name);
            case 1 -> fields.put(name + "x", field);
            default -> fields.put(name, new Node.Field(field.place(), change(field.value(), random)));
        }
        return new Node.Mapping(mapping.place(), fields);
    }

    private static Node changeEntry(Node.Sequence sequence, RandomGenerator random) {
        var nodes = new ArrayList<>(sequence.nodes());
        var index = random.nextInt(nodes.size());
        switch (random.nextInt(8)) {
            case 0 -> nodes.remove(index);
            case 1 -> nodes.add(nodes.get(index));
            default -> nodes.set(index, change(nodes.get(index), random));
        }
        return new Node.Sequence(sequence.place(), nodes);
    }

    private static Node node(String yaml) {
        return YamlReader.read(yaml, new Findings("test.yaml")).orElse(new Node.Nothing(Place.WHOLE_FILE));
    }
}
