package com.necpgame.platform.runtime.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON is YAML: what is written as JSON reads back as itself, and plain words mean what they look like. */
class YamlReaderTest {
    private static final BigDecimal LARGEST = new BigDecimal("1e20");
    private static final Place NOWHERE = Place.WHOLE_FILE;

    @Property(tries = 500)
    void readsWhatItWrites(@ForAll("values") Node value) {
        var json = "[" + CanonicalJson.of(value) + "]";

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    no         | "no"
                    Yes        | "Yes"
                    off        | "off"
                    12:30      | "12:30"
                    2026-12-01 | "2026-12-01"
                    0x1F       | "0x1F"
                    1_000      | "1_000"
                    .nan       | ".nan"
                    007        | 7
                    +5         | 5
                    -0         | 0
                    1.50       | 1.5
                    5.         | 5
                    .5         | 0.5
                    1e3        | 1000
                    True       | true
                    ~          | null
                    null       | null
                    'null'     | "null"
                    """)
    void readsPlainWordsAsEditorsDo(String written, String meant) {
        assertThat(canonical("[" + written + "]")).isEqualTo("[" + meant + "]");
    }

    private static String canonical(String yaml) {
        var findings = new Findings("test.yaml");
        var text = Objects.requireNonNull(YamlText.decode(yaml.getBytes(StandardCharsets.UTF_8), findings), "no text");
        var node = YamlReader.read(text, findings).orElseThrow(() -> new AssertionError(findings.errors()));
        assertThat(findings.errors()).isEmpty();
        return CanonicalJson.of(node);
    }

    @Provide
    Arbitrary<Node> values() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.bigDecimals()
                        .between(LARGEST.negate(), LARGEST)
                        .ofScale(9)
                        .map(number -> new Node.Numeral(NOWHERE, number, number.toString())),
                () -> Arbitraries.of(true, false).map(truth -> new Node.Truth(NOWHERE, truth)),
                () -> Arbitraries.just(new Node.Nothing(NOWHERE)),
                () -> texts().map(text -> new Node.Text(NOWHERE, text)),
                () -> values().list().ofMaxSize(4).map(nodes -> new Node.Sequence(NOWHERE, nodes)),
                () -> Arbitraries.maps(texts(), values()).ofMaxSize(4).map(YamlReaderTest::mapping));
    }

    private static Node mapping(Map<String, Node> values) {
        var fields = new LinkedHashMap<String, Node.Field>();
        values.forEach((name, value) -> fields.put(name, new Node.Field(NOWHERE, value)));
        return new Node.Mapping(NOWHERE, fields);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars('\n', '\t', '\r', '\u00e9', '\uFFFD', '\u0001', '\u0000')
                .ofMaxLength(12);
    }
}
