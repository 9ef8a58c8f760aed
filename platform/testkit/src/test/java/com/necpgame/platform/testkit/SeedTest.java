package com.necpgame.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

@ExtendWith(Seeded.class)
class SeedTest {
    @Test
    void oneSeedRepeatsEveryStream() {
        assertThat(numbers(new Seed(42), "players")).isEqualTo(numbers(new Seed(42), "players"));
    }

    @Test
    void streamsDifferByNameAndSeed() {
        assertThat(numbers(new Seed(42), "players"))
                .isNotEqualTo(numbers(new Seed(42), "faults"))
                .isNotEqualTo(numbers(new Seed(43), "players"));
    }

    /** Whoever ran with a seed yesterday must find the same numbers today. */
    @Test
    void theStreamsAreTheseForEver() {
        assertThat(new Seed(42).random("players").nextLong()).isEqualTo(-6052718429344241427L);
    }

    @Test
    void aTestTakesTheSeedOfTheRun(Seed seed) {
        assertThat(seed).isEqualTo(Seed.ofRun());
        var given = System.getProperty(Seed.PROPERTY);
        if (given != null) {
            assertThat(seed.value()).isEqualTo(Long.parseLong(given));
        }
    }

    @Test
    void aFailureNamesTheSeedAndKeepsTheDifference() {
        var failure = Seeded.withSeed(new AssertionFailedError("not equal", 1, 2));

        assertThat(failure)
                .hasMessageStartingWith("repeat with " + Seed.ofRun())
                .hasMessageContaining("not equal")
                .isInstanceOfSatisfying(
                        AssertionFailedError.class,
                        error -> assertThat(error.getExpected().getValue()).isEqualTo(1));
        assertThat(Seeded.withSeed(new IllegalStateException("broken")))
                .hasMessageContaining("broken")
                .hasMessageContaining("-Dseed=")
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSkippedTestStaysSkipped() {
        var skipped = new TestAbortedException("no docker");
        assertThat(Seeded.withSeed(skipped)).isSameAs(skipped);
    }

    private static List<Long> numbers(Seed seed, String name) {
        return seed.random(name).longs(10).boxed().toList();
    }
}
