package com.necpgame.platform.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.runtime.Running;
import com.necpgame.platform.runtime.counting.LargeCounts;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPatternTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": ["x"]}                        | {"a": "x"}                 | true
            {"a": ["x"]}                        | {"a": "y"}                 | false
            {"a": ["x", "y"]}                   | {"a": "y", "b": 1}         | true
            {"a": {"b": [{"exists": true}]}}    | {"a": {"b": "x"}}          | true
            {"a": {"b": [{"exists": true}]}}    | {"a": {"c": "x"}}          | false
            {"a": {"b": [{"exists": true}]}}    | {"c": "x"}                 | false
            {"a": {"b": [{"exists": false}]}}   | {"a": {"c": "x"}}          | true
            {"a": [{"exists": false}]}          | {"a": "x"}                 | false
            {"a": [{"prefix": "au"}]}           | {"a": "audio"}             | true
            {"a": [{"numeric": [">", 10]}]}     | {"a": 11}                  | true
            {"a": [{"numeric": [">", 10]}]}     | {"a": 10}                  | false
            {"a": [{"anything-but": ["x"]}]}    | {"a": "y"}                 | true
            {"a": ["x"]}                        | {"a": ["z", "x"]}          | true
            """)
    void matchesAsEventBridgeDoes(String pattern, String event, boolean matches) {
        assertThat(new EventPattern(pattern).matches(event)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": "x"}
            {"a": [{"like": "x"}]}
            {}
            nonsense
            [
            """)
    void whatIsNoPatternIsRefused(String json) {
        assertThatThrownBy(() -> new EventPattern(json)).isInstanceOf(IllegalArgumentException.class);
    }

    /** {@code event-patterns/large-counts.json} asks for more than ten, by the source {@code abacus}. */
    @Test
    void aListenerWithAPatternHearsWhatMatchesIt() {
        try (var app = new Running(Map.of())) {
            hear(app, "1", "abacus", "Counted", 11);
            hear(app, "2", "abacus", "Counted", 10);
            hear(app, "3", "counting", "Counted", 12);
            hear(app, "4", "abacus", "Uncounted", 13);

            assertThat(app.bean(LargeCounts.class).heard()).containsExactly(11L);
        }
    }

    /** {@link LargeCounts.Rename} says that {@code sums/Total} is what listeners know as {@code abacus/Counted}. */
    @Test
    void anEventThatIsPublishedUnderAnotherNameIsHeard() {
        try (var app = new Running(Map.of("test.renamed", "true"))) {
            hear(app, "1", "sums", "Total", 11);
            hear(app, "2", "sums", "Total", 10);
            hear(app, "3", "sums", "Other", 12);

            assertThat(app.bean(LargeCounts.class).heard()).containsExactly(11L);
        }
    }

    /** With a pattern as without: the second delivery of one envelope has no effect. */
    @Test
    void theSameEventIsHeardOnce() {
        try (var app = new Running(Map.of())) {
            hear(app, "1", "abacus", "Counted", 11);
            hear(app, "1", "abacus", "Counted", 11);

            assertThat(app.bean(LargeCounts.class).heard()).containsExactly(11L);
        }
    }

    @Test
    void aModuleTellsUnderTheNamesThatItChooses() {
        try (var app = new Running(Map.of())) {
            app.bean(LargeCounts.class).tell("n", 20, new EventName("abacus", "Counted"));
            org.awaitility.Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(app.bean(LargeCounts.class).heard()).containsExactly(20L));
        }
        assertThatThrownBy(() -> new EventName("", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void hear(Running app, String id, String source, String type, long by) {
        app.bean(Listeners.class)
                .deliver(new EventEnvelope(
                        "00",
                        id,
                        source,
                        type,
                        1,
                        "a",
                        0,
                        app.clock.instant(),
                        null,
                        "{\"name\":\"a\",\"by\":" + by + "}"));
    }
}
