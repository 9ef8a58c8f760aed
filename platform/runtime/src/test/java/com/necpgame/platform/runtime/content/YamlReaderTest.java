package com.necpgame.platform.runtime.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** JSON is YAML: what is written as JSON reads back as itself. And no text, whatever it is, makes the reader fail. */
class YamlReaderTest {
    private static final int DEPTH_MAX = 6;

    /** Every printable one of ASCII, those that JSON escapes, and some of more bytes. */
    private static final int[] CHARACTERS = IntStream.concat(
                    IntStream.range(0, 127), IntStream.of(0xE9, 0x2603, 0xFFFD, 0x1F680))
            .toArray();

    private static final Place NOWHERE = Place.WHOLE_FILE;

    @Property(tries = 500)
    void readsWhatItWrites(@ForAll long seed) {
        var json = "[" + CanonicalJson.of(value(new Random(seed), DEPTH_MAX)) + "]";

        assertThat(canonical(json)).isEqualTo(json);
    }

    @Property(tries = 500)
    void neverFailsOnAnyText(@ForAll String text) {
        var findings = new Findings("any.yaml");
        var decoded = YamlText.decode(text.getBytes(StandardCharsets.UTF_8), findings);
        if (decoded != null) {
            YamlReader.read(decoded, findings);
        }
    }

    static String canonical(String yaml) {
        var findings = new Findings("test.yaml");
        var text = Objects.requireNonNull(YamlText.decode(yaml.getBytes(StandardCharsets.UTF_8), findings), "no text");
        var node = YamlReader.read(text, findings).orElseThrow(() -> new AssertionError(findings.errors()));
        assertThat(findings.errors()).isEmpty();
        return CanonicalJson.of(node);
    }

    private static Node value(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> numeral(random);
            case 1 -> new Node.Truth(NOWHERE, random.nextBoolean());
            case 2 -> new Node.Nothing(NOWHERE);
            case 3 -> new Node.Text(NOWHERE, text(random));
            case 4, 5 -> mapping(random, depth - 1);
            default -> sequence(random, depth - 1);
        };
    }

    private static Node numeral(RandomGenerator random) {
        var number = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(-9, 9));
        return new Node.Numeral(NOWHERE, number, number.toString());
    }

    private static Node mapping(RandomGenerator random, int depth) {
        var fields = new LinkedHashMap<String, Node.Field>();
        for (int i = random.nextInt(5); i > 0; i--) {
            fields.put(text(random), new Node.Field(NOWHERE, value(random, depth)));
        }
        return new Node.Mapping(NOWHERE, fields);
    }

    private static Node sequence(RandomGenerator random, int depth) {
        return new Node.Sequence(
                NOWHERE,
                Stream.generate(() -> value(random, depth))
                        .limit(random.nextInt(5))
                        .toList());
    }

    private static String text(RandomGenerator random) {
        return random.ints(random.nextInt(13), 0, CHARACTERS.length)
                .collect(StringBuilder::new, (text, i) -> text.appendCodePoint(CHARACTERS[i]), StringBuilder::append)
                .toString();
    }
}
