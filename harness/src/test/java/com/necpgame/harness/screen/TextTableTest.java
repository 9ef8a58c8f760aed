package com.necpgame.harness.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsItsColumns() {
        var table = new TextTable("what", "n").row("a long name", 7).row("b", "12,345");

        assertThat(table).hasToString("""
                what              n
                -----------  ------
                a long name       7
                b            12,345
                """);
    }

    @Test
    void refusesARowOfAnotherWidth() {
        assertThatThrownBy(() -> new TextTable("a", "b").row("only one")).isInstanceOf(IllegalArgumentException.class);
    }
}
