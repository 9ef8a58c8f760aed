package com.necpgame.harness.slice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.slice.bus.Recorder;
import com.necpgame.harness.slice.call.Invoked;
import com.necpgame.harness.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxStreamTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final StreamOptions QUICK =
            new StreamOptions(2, 4, Duration.ofMillis(5), Duration.ofMillis(1), 3, 0, 0);
    private static final List<String> TEN =
            IntStream.range(0, 10).mapToObj(i -> "id" + i).toList();

    private ToyDoor door;
    private DoorClient client;

    @BeforeEach
    void open() throws Exception {
        door = new ToyDoor();
        client = new DoorClient(door.endpoint(), null);
    }

    @AfterEach
    void close() {
        client.close();
        door.close();
    }

    @Test
    void newRowsAreHandedOverInOrderAndInBatches() {
        var relay = new Recorder(this::deleteAll);
        play(relay, QUICK);
        assertThat(ids(relay)).isEqualTo(TEN);
        assertThat(relay.events()).allMatch(event -> event.path("Records").size() <= 4);
        JsonNode first = relay.events().getFirst().path("Records").path(0);
        assertThat(first.path("eventSource").asText()).isEqualTo("aws:dynamodb");
        assertThat(first.path("eventName").asText()).isEqualTo("INSERT");
        assertThat(first.path("dynamodb").path("NewImage").path("pk").path("S").asText())
                .isEqualTo("OUT#01");
        assertThat(sequences(relay)).isSorted().doesNotHaveDuplicates();
        assertThat(door.size()).isZero();
    }

    @Test
    void whatFailsComesAgainFromTheFirstFailedRecordOn() {
        var turns = new AtomicInteger();
        var relay = new Recorder(event -> {
            deleteAll(event);
            String third = event.findValuesAsText("SequenceNumber")
                    .get(2 % event.path("Records").size());
            return turns.incrementAndGet() == 1
                    ? Recorder.ok("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + third + "\"}]}")
                    : Recorder.ok("{\"batchItemFailures\":[]}");
        });
        play(relay, QUICK);
        assertThat(ids(relay))
                .containsExactly("id0", "id1", "id2", "id3", "id2", "id3", "id4", "id5", "id6", "id7", "id8", "id9");
    }

    @Test
    void aFailedInvocationComesAgainWhole() {
        var turns = new AtomicInteger();
        var relay = new Recorder(event -> turns.incrementAndGet() <= 2 ? Recorder.error("no") : deleteAll(event));
        var counts = play(relay, QUICK);
        assertThat(ids(relay))
                .startsWith("id0", "id1", "id2", "id3", "id0", "id1", "id2", "id3", "id0")
                .endsWith("id9");
        assertThat(counts.failed()).isEqualTo(2);
        assertThat(counts.records()).isEqualTo(10);
    }

    @Test
    void aRowThatStaysIsHandedOverOnce() {
        var relay = Recorder.good();
        play(relay, QUICK);
        assertThat(ids(relay)).isEqualTo(TEN);
        assertThat(door.size()).isEqualTo(10);
    }

    @Test
    void aStoreThatThrottlesIsAskedAgain() {
        door.refusals.set(20);
        var relay = new Recorder(this::deleteAll);
        play(relay, QUICK);
        assertThat(ids(relay)).isEqualTo(TEN);
    }

    @Test
    void duplicatesAndHalvesComeOnPurpose() {
        var relay = new Recorder(this::deleteAll);
        var counts = play(relay, QUICK.withFaults(3, 1, 1));
        assertThat(ids(relay))
                .startsWith("id0", "id1", "id2", "id3", "id0", "id1", "id2", "id3", "id2", "id3", "id4")
                .containsAll(TEN);
        assertThat(counts.records()).isEqualTo(10);
        assertThat(counts.duplicates()).isEqualTo(3);
        assertThat(counts.halves()).isEqualTo(3);
    }

    private StreamCounts.Snapshot play(Recorder relay, StreamOptions options) {
        TEN.forEach(id -> door.put("OUT#01", id));
        door.put("WALLET#1", "no event");
        try (var stream = new OutboxStream(client, options)) {
            stream.add("economy", relay);
            assertThat(stream.drain(SOON)).isTrue();
            door.delete(Json.parse("{\"pk\":{\"S\":\"WALLET#1\"},\"sk\":{\"S\":\"no event\"}}"));
            return stream.counts();
        }
    }

    private Invoked deleteAll(JsonNode event) {
        event.path("Records").forEach(row -> door.delete(row.path("dynamodb").path("Keys")));
        return Recorder.ok("{\"batchItemFailures\":[]}");
    }

    private static List<String> ids(Recorder relay) {
        var ids = new ArrayList<String>();
        for (JsonNode event : relay.events()) {
            event.path("Records")
                    .forEach(row -> ids.add(row.path("dynamodb")
                            .path("Keys")
                            .path("sk")
                            .path("S")
                            .asText()));
        }
        return ids;
    }

    private static List<String> sequences(Recorder relay) {
        return relay.events().stream()
                .flatMap(event -> event.findValuesAsText("SequenceNumber").stream())
                .toList();
    }
}
