package com.necpgame.platform.runtime.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> KNOWN = List.of("price", "prize", "quantityMax", "id");

    @ParameterizedTest
    @CsvSource({
        "prise, price", // both are one letter away: the first by alphabet
        "pirze, prize",
        "pric, price",
        "quantitymax, quantityMax",
        "qantiyMax, quantityMax",
        "di, id",
        "Id, id",
        "cost, ''",
        "x, ''",
        "idx, id",
    })
    void guessesTheNearestWord(String typed, String meant) {
        assertThat(Suggestion.forWord(typed, KNOWN))
                .isEqualTo(meant.isEmpty() ? "" : "; did you mean '" + meant + "'?");
    }
}
