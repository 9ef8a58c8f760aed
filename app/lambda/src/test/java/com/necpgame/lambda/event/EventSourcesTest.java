package com.necpgame.lambda.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.lambda.RunningFunction;
import com.necpgame.lambda.bell.Bells;
import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.runtime.event.DeadLetter;
import com.necpgame.platform.runtime.event.DeadLetters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from a bus, a queue and a schedule, in AWS's shapes. */
class EventSourcesTest {
    private RunningFunction function = new RunningFunction(Map.of());

    @AfterEach
    void close() {
        function.close();
    }

    @Test
    void anEventGoesToAllWhoHearIt() {
        assertThat(function.invoke(rung("e1", "big", 12))).isEqualTo("null");

        assertThat(heard("big", "ear")).isEqualTo(12);
        assertThat(heard("big", "hard of hearing")).isEqualTo(12);
    }

    @Test
    void aPatternNarrowsWhatAListenerHears() {
        function.invoke(rung("e1", "small", 9));

        assertThat(heard("small", "ear")).isEqualTo(9);
        assertThat(heard("small", "hard of hearing")).isZero();
    }

    @Test
    void aWrappedEventGoesToItsListenerAlone() {
        function.invoke(wrapped("Ear", rung("e1", "big", 12)));

        assertThat(heard("big", "ear")).isEqualTo(12);
        assertThat(heard("big", "hard of hearing")).isZero();
    }

    /** The rule has asked it already. */
    @Test
    void aWrappedEventIsNotHeldAgainstThePattern() {
        function.invoke(wrapped("HardOfHearing", rung("e1", "small", 9)));

        assertThat(heard("small", "hard of hearing")).isEqualTo(9);
    }

    @Test
    void anEventThatComesAgainIsHeardOnce() {
        for (int i = 0; i < 3; i++) {
            function.invoke(wrapped("Ear", rung("e1", "big", 12)));
            function.invoke(rung("e1", "big", 12));
        }

        assertThat(heard("big", "ear")).isEqualTo(12);
        assertThat(heard("big", "hard of hearing")).isEqualTo(12);
    }

    /** Of another account, or AWS's own: the bus's id stands for what our events carry. */
    @Test
    void anEventThatIsNotOursIsHeardOnceToo() {
        var foreign = """
                {"version": "0", "id": "bus-1", "source": "tower", "detail-type": "Rung", "time": "2026-11-20T09:59:00Z",
                 "detail": {"bell": "far", "strokes": 3, "tune": {"notes": [1, 2.5]}}}
                """;

        function.invoke(foreign);
        function.invoke(foreign);

        assertThat(heard("far", "ear")).isEqualTo(3);
    }

    @Test
    void aListenerThatFailsGetsItsTries() {
        function.bean(Bells.Ear.class).failures.set(4);

        function.invoke(wrapped("Ear", rung("e1", "big", 12)));

        assertThat(heard("big", "ear")).isEqualTo(12);
        assertThat(letters()).isEmpty();
    }

    @Test
    void afterTheLastTryThereIsADeadLetterAndTheInvocationIsDone() {
        function.bean(Bells.Ear.class).failures.set(5);

        assertThat(function.invoke(rung("e1", "big", 12))).isEqualTo("null");

        assertThat(heard("big", "ear")).isZero();
        assertThat(heard("big", "hard of hearing")).isEqualTo(12);
        var letter = letters().getFirst();
        assertThat(letter.listener()).isEqualTo("Ear");
        assertThat(letter.id()).isEqualTo("e1");
        assertThat(letter.aggregateId()).isEqualTo("big");
        assertThat(letter.seq()).isEqualTo(7);
        assertThat(letter.time()).isEqualTo("2026-11-20T09:59:59.500Z");
        assertThat(letter.trace()).isEqualTo("trace-1");
        assertThat(letter.data()).isEqualTo("{\"bell\":\"big\",\"strokes\":12}");
        assertThat(letter.tries()).isEqualTo(5);
        assertThat(letter.reason()).contains("told to fail");

        assertThat(function.bean(DeadLetters.class).redrive("bell", "Ear", "e1").handled())
                .isEqualTo(1);
        assertThat(heard("big", "ear")).isEqualTo(12);
    }

    @Test
    void aFailureThatCannotBeRecordedFailsTheInvocation() {
        function.bean(Bells.Ear.class).failures.set(5);
        function.store().deleteTable(table -> table.tableName("test-bell"));

        assertThatThrownBy(() -> function.invoke(wrapped("Ear", rung("e1", "big", 12))))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void anUnknownListenerFailsTheInvocation() {
        assertThatThrownBy(() -> function.invoke(wrapped("Nose", rung("e1", "big", 12))))
                .hasMessageContaining("no listener Nose");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"source\":\"bell\",\"detail-type\":\"Rung\"}",
                "{\"source\":\"bell\",\"detail-type\":\"Rung\",\"detail\":7}",
                "{\"source\":\"bell\",\"detail-type\":\"Rung\",\"detail\":{}}",
                "{\"source\":\"bell\",\"detail-type\":\"Rung\",\"detail\":{\"_meta\":1}}",
                "{\"source\":\"bell\",\"detail-type\":\"Rung\",\"detail\":{\"_meta\":{\"id\":\"x\"}}}",
                "{\"source\":\"bell\",\"detail-type\":\"Rung\",\"id\":\"x\",\"time\":\"today\",\"detail\":{}}",
                "{\"source\":7,\"detail-type\":\"Rung\",\"detail\":{}}"
            })
    void whatIsNoEventFailsTheInvocation(String event) {
        assertThatThrownBy(() -> function.invoke(event)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFunctionServesTheListenersThatItIsToldTo() {
        function.close();
        function = new RunningFunction(Map.of("necpgame.lambda.listeners", "HardOfHearing"));

        function.invoke(rung("e1", "big", 12));

        assertThat(heard("big", "ear")).isZero();
        assertThat(heard("big", "hard of hearing")).isEqualTo(12);
        assertThatThrownBy(() -> function.invoke(wrapped("Ear", rung("e2", "big", 1))))
                .hasMessageContaining("does not serve the listener Ear");
    }

    @Test
    void ofABatchFromAQueueTheBadMessagesComeAgain() {
        var batch = queue(
                message("m1", rung("e1", "one", 1)),
                message("m2", "no JSON"),
                message("m3", wrapped("Ear", rung("e3", "three", 3))),
                message("m4", wrapped("Nose", rung("e4", "four", 4))),
                message("m5", "[]"));

        assertThat(function.invoke(batch))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"},{\"itemIdentifier\":\"m4\"},"
                        + "{\"itemIdentifier\":\"m5\"}]}");
        assertThat(heard("one", "ear")).isEqualTo(1);
        assertThat(heard("three", "ear")).isEqualTo(3);
    }

    @Test
    void aBatchFromAQueueThatWentWellHasNoFailures() {
        assertThat(function.invoke(queue(message("m1", rung("e1", "one", 1)), message("m2", rung("e1", "one", 1)))))
                .isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(heard("one", "ear")).isEqualTo(1);
    }

    @Test
    void aScheduleRunsWhatIsDue() {
        assertThat(function.invoke(SCHEDULED)).contains("\"Chimes\":\"done\"", "\"Oiling\":\"done\"");
        assertThat(function.invoke(SCHEDULED)).contains("\"Chimes\":\"not_due\"", "\"Oiling\":\"not_due\"");

        function.clock.advance(Duration.ofHours(1));

        assertThat(function.invoke(SCHEDULED)).contains("\"Chimes\":\"done\"", "\"Oiling\":\"not_due\"");
        assertThat(function.bean(Bells.Chimes.class).chimes).hasValue(2);
    }

    @Test
    void aSchedulePicksByName() {
        assertThat(function.invoke("{\"recurring\":[\"Oiling\"]}")).isEqualTo("{\"Oiling\":\"done\"}");
        assertThat(function.invoke(SCHEDULED)).contains("\"Chimes\":\"done\"", "\"Oiling\":\"not_due\"");
        assertThatThrownBy(() -> function.invoke("{\"recurring\":[\"Painting\"]}"))
                .hasMessageContaining("no recurring work Painting");
    }

    @Test
    void workThatFailsIsDueAgainAndHoldsUpNoOther() {
        function.bean(Bells.Chimes.class).failures.set(1);

        assertThat(function.invoke(SCHEDULED)).contains("\"Chimes\":\"failed\"", "\"Oiling\":\"done\"");
        function.clock.advance(Duration.ofHours(1));

        assertThat(function.invoke(SCHEDULED)).contains("\"Chimes\":\"done\"");
    }

    private static final String SCHEDULED = """
            {"version": "0", "id": "s1", "detail-type": "Scheduled Event", "source": "aws.events", "account": "123456789012",
             "time": "2026-11-20T10:00:00Z", "region": "eu-central-1",
             "resources": ["arn:aws:events:eu-central-1:123456789012:rule/every-minute"], "detail": {}}
            """;

    private static String rung(String id, String bell, long strokes) {
        return """
                {"version": "0", "id": "bus-%s", "detail-type": "Rung", "source": "bell", "account": "123456789012",
                 "time": "2026-11-20T10:00:00Z", "region": "eu-central-1", "resources": [],
                 "detail": {"bell": "%s", "strokes": %d, "_meta": {"id": "%s", "version": 1, "aggregateId": "%s",
                 "seq": 7, "time": "2026-11-20T09:59:59.500Z", "trace": "trace-1"}}}
                """.formatted(id, bell, strokes, id, bell);
    }

    private static String wrapped(String listener, String event) {
        return "{\"listener\":\"" + listener + "\",\"event\":" + event + "}";
    }

    private static String message(String id, String body) {
        var text = body.replace("\"", "\\\"").replace("\n", "\\n");
        return "{\"messageId\":\"" + id + "\",\"eventSource\":\"aws:sqs\",\"body\":\"" + text + "\"}";
    }

    private static String queue(String... messages) {
        return "{\"Records\":[" + String.join(",", messages) + "]}";
    }

    private long heard(String bell, String ear) {
        return function.bean(Bells.class).heard(bell, ear);
    }

    private List<DeadLetter> letters() {
        return function.bean(DeadLetters.class).page("bell", PageOf.first(10)).items();
    }
}
