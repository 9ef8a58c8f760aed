package com.necpgame.platform.embedded.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReservedWordsTest {
    @Test
    void areAsManyAsTheManualLists() {
        assertThat(ReservedWords.all()).hasSize(573).allMatch(ReservedWords::contains);
    }

    @Test
    void areReservedInAnyCase() {
        assertThat(ReservedWords.contains("Name")).isTrue();
        assertThat(ReservedWords.contains("ttl")).isTrue();
        assertThat(ReservedWords.contains("score")).isFalse();
        assertThat(ReservedWords.contains("names_of_a_very_long_kind")).isFalse();
    }
}
