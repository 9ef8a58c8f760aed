package com.necpgame.harness.slice.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.slice.call.Invoked;
import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SqsQueueTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final QueueOptions OPTIONS = new QueueOptions("audio", 10, Duration.ofMillis(5), 3);

    @Test
    void aBatchIsDeletedWhenTheFunctionNamesNoFailure() {
        var function = Recorder.good();
        try (var queue = new SqsQueue(OPTIONS, function)) {
            List<String> ids = queue.send(List.of("a", "b"));
            assertThat(queue.drain(SOON)).isTrue();
            assertThat(queue.deleted()).isEqualTo(2);
            assertThat(function.events().getFirst().findValuesAsText("messageId"))
                    .isEqualTo(ids);
            assertThat(function.events().getFirst().findValuesAsText("body")).containsExactly("a", "b");
            assertThat(function.events().getFirst().findValuesAsText("eventSource"))
                    .containsOnly("aws:sqs");
        }
    }

    @Test
    void onlyWhatFailedComesBackAndIsDeadAfterItsReceives() {
        var function = new Recorder(event -> failing(event, "poison"::equals));
        try (var queue = new SqsQueue(OPTIONS, function)) {
            queue.send(List.of("a", "poison", "b"));
            assertThat(queue.drain(SOON)).isTrue();
            assertThat(queue.deleted()).isEqualTo(2);
            assertThat(queue.dead()).singleElement().satisfies(letter -> {
                assertThat(letter.event().path("body").asText()).isEqualTo("poison");
                assertThat(letter.tries()).isEqualTo(3);
            });
            assertThat(bodies(function)).containsExactly("a", "poison", "b", "poison", "poison");
        }
    }

    @Test
    void aFailedInvocationFailsTheWholeBatch() {
        var turns = new AtomicInteger();
        var function = new Recorder(event -> turns.incrementAndGet() == 1 ? Recorder.error("no") : Recorder.ok("{}"));
        try (var queue = new SqsQueue(OPTIONS, function)) {
            queue.send(List.of("a", "b"));
            assertThat(queue.drain(SOON)).isTrue();
            assertThat(queue.deleted()).isEqualTo(2);
            assertThat(bodies(function)).startsWith("a", "b").hasSize(4);
        }
    }

    @Test
    void anUnknownIdentifierFailsTheWholeBatch() {
        var function = new Recorder(event -> Recorder.ok("{\"batchItemFailures\":[{\"itemIdentifier\":\"other\"}]}"));
        try (var queue = new SqsQueue(OPTIONS, function)) {
            queue.send(List.of("a", "b"));
            assertThat(queue.drain(SOON)).isTrue();
            assertThat(queue.dead()).hasSize(2);
        }
    }

    @Test
    void throttlingCountsAsNoReceive() {
        var turns = new AtomicInteger();
        var function = new Recorder(event -> {
            if (turns.incrementAndGet() <= 5) {
                throw new Invoker.Throttled("busy");
            }
            return Recorder.ok("null");
        });
        try (var queue = new SqsQueue(OPTIONS, function)) {
            queue.send("a");
            assertThat(queue.drain(SOON)).isTrue();
            assertThat(queue.deleted()).isEqualTo(1);
            assertThat(queue.dead()).isEmpty();
        }
    }

    private static Invoked failing(JsonNode event, Predicate<String> fails) {
        ObjectNode answer = Json.object();
        var failures = answer.putArray("batchItemFailures");
        for (JsonNode message : event.path("Records")) {
            if (fails.test(message.path("body").asText())) {
                failures.addObject().set("itemIdentifier", message.path("messageId"));
            }
        }
        return Recorder.ok(answer.toString());
    }

    private static List<String> bodies(Recorder function) {
        var bodies = new ArrayList<String>();
        function.events().forEach(event -> bodies.addAll(event.findValuesAsText("body")));
        return bodies;
    }
}
