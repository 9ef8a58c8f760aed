package com.necpgame.platform.runtime.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words without quotes mean what they look like. */
class PlainScalarTest {
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
        assertThat(YamlReaderTest.canonical("[" + written + "]")).isEqualTo("[" + meant + "]");
    }
}
