package com.necpgame.voice.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Numbers are given out in turn. */
class NumbersTest {
    @Test
    void aNumberComesAgainOnlyWhenAllOthersHaveBeen() {
        var numbers = new Numbers(65_000, 65_534);
        var first = numbers.take();
        assertThat(first).isEqualTo(65_000);
        numbers.free(65_000);
        var seen = new HashSet<Integer>();
        for (int i = 0; i < 65_533; i++) {
            var next = Objects.requireNonNull(numbers.take());
            assertThat(next).isBetween(1, 65_534).isNotEqualTo(65_000);
            assertThat(seen.add(next)).isTrue();
            numbers.free(next);
        }
        assertThat(numbers.take()).isEqualTo(65_000);
    }

    @Test
    void takenOnesAreLeftOutAndThenThereAreNone() {
        var numbers = new Numbers(1, 3);
        assertThat(numbers.take(2)).isTrue();
        assertThat(numbers.take(2)).isFalse();
        assertThat(numbers.take()).isEqualTo(1);
        assertThat(numbers.take()).isEqualTo(3);
        assertThat(numbers.take()).isNull();
        numbers.free(2);
        assertThat(numbers.take()).isEqualTo(2);
    }
}
