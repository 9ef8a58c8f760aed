package com.necpgame.lambda.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.lambda.FakeAws;
import com.necpgame.lambda.RunningFunction;
import com.necpgame.lambda.bell.Bells;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows of an outbox, as the table's stream brings them, out to the bus. */
class StreamSourceTest {
    private static final String NOTHING_FAILED = "{\"batchItemFailures\":[]}";

    private final RunningFunction function = new RunningFunction(Map.of("necpgame.events.bus-name", "game"));

    @AfterEach
    void close() {
        function.close();
    }

    @Test
    void aNewRowLeavesAndIsForgotten() throws IOException {
        ring("big", 12);
        var row = rows().getFirst();

        assertThat(function.invoke(stream(inserted(row)))).isEqualTo(NOTHING_FAILED);

        assertThat(rows()).isEmpty();
        var sent = function.bus.requests().getFirst();
        assertThat(sent.target()).isEqualTo("AWSEvents.PutEvents");
        var entry = read(sent.body()).get("Entries").get(0);
        assertThat(entry.get("Source").getStringValue()).isEqualTo("bell");
        assertThat(entry.get("DetailType").getStringValue()).isEqualTo("Rung");
        assertThat(entry.get("EventBusName").getStringValue()).isEqualTo("game");
        assertThat(entry.get("Detail").getStringValue())
                .isEqualTo("{\"bell\":\"big\",\"strokes\":12,\"_meta\":{\"id\":\"%s\",\"version\":1,".formatted(id(row))
                        + "\"aggregateId\":\"big\",\"seq\":0,\"time\":\"2026-11-20T10:00:00Z\"}}");
    }

    /** The way around: what one function puts on the bus, another hears. */
    @Test
    void whatLeavesIsHeard() throws IOException {
        ring("big", 12);
        function.invoke(stream(inserted(rows().getFirst())));
        var entry =
                read(function.bus.requests().getFirst().body()).get("Entries").get(0);

        function.invoke("""
                {"version": "0", "id": "bus-1", "source": "bell", "detail-type": "Rung", "time": "2026-11-20T10:00:00Z",
                 "detail": %s}
                """.formatted(entry.get("Detail").getStringValue()));

        assertThat(function.bean(Bells.class).heard("big", "ear")).isEqualTo(12);
    }

    @Test
    void whatIsNoNewRowOfAnOutboxStays() {
        ring("big", 12);
        var row = rows().getFirst();
        var removed = inserted(row).replace("INSERT", "REMOVE").replace("NewImage", "OldImage");
        var other = inserted(Map.of(
                "pk",
                AttributeValue.fromS("BELL#big"),
                "sk",
                AttributeValue.fromS("ear"),
                "id",
                s("7"),
                "shard",
                s("0")));

        assertThat(function.invoke(stream(removed, other))).isEqualTo(NOTHING_FAILED);

        assertThat(function.bus.requests()).isEmpty();
        assertThat(rows()).hasSize(1);
    }

    /** Two aggregates of the same shard: what follows the failure in its own aggregate waits, the other leaves. */
    @Test
    void theFirstThatCouldNotLeaveComesAgainWithWhatFollows() {
        ring("b", 1);
        ring("b", 2);
        ring("b", 3);
        ring("z", 4);
        var rows = rows();
        function.bus.answer(request -> request.body().contains("\\\"strokes\\\":2,")
                ? new FakeAws.Answer(
                        200,
                        "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"ThrottlingException\",\"ErrorMessage\":\"busy\"}]}")
                : RunningFunction.taken());

        var answer = function.invoke(stream(inserted(rows)));

        assertThat(answer)
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + sequence(rows.get(1)) + "\"}]}");
        assertThat(rows()).isEqualTo(List.of(rows.get(1), rows.get(2)));
        assertThat(strokesSent("b")).containsExactly(1L, 2L);
        assertThat(strokesSent("z")).containsExactly(4L);

        function.bus.answer(request -> RunningFunction.taken());
        function.bus.requests().clear();

        assertThat(function.invoke(stream(inserted(rows.subList(1, 4))))).isEqualTo(NOTHING_FAILED);
        assertThat(rows()).isEmpty();
        assertThat(strokesSent("b")).containsExactly(2L, 3L);
    }

    @Test
    void aBusThatIsDownKeepsEverything() {
        ring("b", 1);
        ring("c", 1);
        var rows = rows();
        function.bus.answer(request -> new FakeAws.Answer(500, "{}"));

        assertThat(function.invoke(stream(inserted(rows))))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + sequence(rows.getFirst()) + "\"}]}");
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void aRowThatComesAgainLeavesAgain() {
        ring("big", 12);
        var again = stream(inserted(rows().getFirst()));

        assertThat(function.invoke(again)).isEqualTo(NOTHING_FAILED);
        assertThat(function.invoke(again)).isEqualTo(NOTHING_FAILED);

        assertThat(function.bus.requests()).hasSize(2);
    }

    @Test
    void anEventLargerThanTheBusTakesStays() {
        ring("b".repeat(EventBridgePublisher.ENTRY_BYTES_MAX / 2), 1);

        assertThat(function.invoke(stream(inserted(rows())))).contains("itemIdentifier");
        assertThat(function.bus.requests()).isEmpty();
        assertThat(rows()).hasSize(1);
    }

    @Test
    void aStreamOfAnotherTableFailsTheInvocation() {
        ring("big", 12);
        var foreign = stream(inserted(rows().getFirst())).replace("table/test-bell/", "table/test-economy/");

        assertThatThrownBy(() -> function.invoke(foreign)).hasMessageContaining("not this function's");
    }

    private void ring(String bell, long strokes) {
        function.bean(Bells.class).ring(bell, strokes);
    }

    /** All that waits, in the order of its making. */
    private List<Map<String, AttributeValue>> rows() {
        return function.store().scanPaginator(request -> request.tableName("test-bell")).items().stream()
                .filter(item -> text(item, "pk").startsWith("OUT#"))
                .sorted(Comparator.comparing(StreamSourceTest::id))
                .toList();
    }

    private List<Long> strokesSent(String bell) {
        var strokes = new ArrayList<Long>();
        for (var request : function.bus.requests()) {
            var detail = read(
                    read(request.body()).get("Entries").get(0).get("Detail").getStringValue());
            if (detail.get("bell").getStringValue().equals(bell)) {
                strokes.add(detail.get("strokes").getLongValue());
            }
        }
        return strokes;
    }

    private JsonNode read(String text) {
        try {
            return function.bean(JsonMapper.class).readValue(text, Argument.of(JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static String text(Map<String, AttributeValue> row, String name) {
        return Objects.requireNonNull(row.get(name), name).s();
    }

    private static String id(Map<String, AttributeValue> row) {
        return text(row, "id");
    }

    private static String sequence(Map<String, AttributeValue> row) {
        return "seq-" + id(row);
    }

    private static String[] inserted(List<Map<String, AttributeValue>> rows) {
        return rows.stream().map(StreamSourceTest::inserted).toArray(String[]::new);
    }

    private static String inserted(Map<String, AttributeValue> row) {
        var image = row.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":" + typed(each.getValue()))
                .collect(Collectors.joining(","));
        return """
                {"eventID": "1", "eventName": "INSERT", "eventSource": "aws:dynamodb", "awsRegion": "eu-central-1",
                 "eventSourceARN": "arn:aws:dynamodb:eu-central-1:123456789012:table/test-bell/stream/2026-11-20T00:00:00.000",
                 "dynamodb": {"SequenceNumber": "%s", "NewImage": {%s}, "StreamViewType": "NEW_IMAGE"}}
                """.formatted(sequence(row), image);
    }

    private static String typed(AttributeValue value) {
        return switch (value.type()) {
            case S -> "{\"S\":\"" + value.s().replace("\"", "\\\"") + "\"}";
            case N -> "{\"N\":\"" + value.n() + "\"}";
            case NUL -> "{\"NULL\":true}";
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    private static String stream(String... records) {
        return "{\"Records\":[" + String.join(",", records) + "]}";
    }
}
