package com.necpgame.harness.slice.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.wire.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventBusTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T01:02:03.456Z"), ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final BusOptions QUICK =
            new BusOptions(7, 0, 0, List.of(Duration.ofMillis(1), Duration.ofMillis(1)), Duration.ofMillis(1), SOON, 2);

    private final HttpClient http = HttpClient.newHttpClient();
    private EventBus bus = EventBus.open(QUICK, CLOCK);

    @AfterEach
    void close() {
        bus.close();
        http.close();
    }

    @Test
    void anEventReachesTheListenersWhosePatternsMatch() throws Exception {
        var economy = Recorder.good();
        var quest = Recorder.good();
        bus.add(List.of(
                rule("economy", "WalletOpening", "{\"detail-type\":[\"ProfileCreated\"]}", economy),
                rule("quest", "BigOnly", "{\"detail\":{\"amount\":[{\"numeric\":[\">\",100]}]}}", quest)));

        HttpResponse<String> answer = put(entries(entry("player", "ProfileCreated", "{\"amount\":5}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parse(answer.body()).path("FailedEntryCount").asInt()).isZero();
        assertThat(bus.drain(SOON)).isTrue();
        assertThat(quest.events()).isEmpty();
        JsonNode input = economy.events().getFirst();
        assertThat(input.path("listener").asText()).isEqualTo("WalletOpening");
        assertThat(input.path("event").path("id").asText())
                .isEqualTo(Json.parse(answer.body())
                        .path("Entries")
                        .path(0)
                        .path("EventId")
                        .asText());
        ((ObjectNode) input.path("event")).remove("id");
        assertThat(input.path("event"))
                .isEqualTo(Json.parse("{\"version\":\"0\",\"detail-type\":\"ProfileCreated\",\"source\":\"player\","
                        + "\"account\":\"000000000000\",\"time\":\"2026-11-21T01:02:03Z\",\"region\":\"local\","
                        + "\"resources\":[],\"detail\":{\"amount\":5}}"));
    }

    @Test
    void eachEntryIsJudgedAlone() throws Exception {
        var economy = Recorder.good();
        bus.add(List.of(rule("economy", "A", "{\"detail-type\":[\"T\"]}", economy)));

        JsonNode answer = Json.parse(put(entries(
                        entry("player", "T", "{}"),
                        entry("player", "T", "{"),
                        entry("player", "T", "[1]"),
                        entry("aws.ec2", "T", "{}"),
                        Json.object().put("Source", "player").put("DetailType", "T")))
                .body());

        assertThat(answer.path("FailedEntryCount").asInt()).isEqualTo(4);
        assertThat(answer.path("Entries").findValuesAsText("ErrorCode"))
                .containsExactly(
                        "MalformedDetail", "MalformedDetail", "NotAuthorizedForSourceException", "InvalidArgument");
        assertThat(answer.path("Entries").path(0).hasNonNull("EventId")).isTrue();
        assertThat(bus.drain(SOON)).isTrue();
        assertThat(economy.events()).hasSize(1);
    }

    @Test
    void moreThanTenEntriesOrTooManyBytesAreRefusedAsAWhole() throws Exception {
        var eleven = new ObjectNode[11];
        Arrays.setAll(eleven, i -> entry("player", "T", "{}"));
        assertThat(put(entries(eleven)).statusCode()).isEqualTo(400);
        assertThat(put(entries()).statusCode()).isEqualTo(400);

        String most = "{\"a\":\"" + "x".repeat(EventBus.REQUEST_BYTES_MAX - 15) + "\"}";
        assertThat(put(entries(entry("player", "T", most))).statusCode()).isEqualTo(200);
        HttpResponse<String> over = put(entries(entry("playerx", "T", most)));
        assertThat(over.statusCode()).isEqualTo(400);
        assertThat(Json.parse(over.body()).path("__type").asText()).isEqualTo("ValidationException");
    }

    @Test
    void aFailedInvocationIsTriedTwiceMoreAndThenDead() throws Exception {
        var fails = new Recorder(event -> Recorder.error("no"));
        var works = Recorder.good();
        bus.add(List.of(
                rule("economy", "Fails", "{\"detail-type\":[\"T\"]}", fails),
                rule("economy", "Works", "{\"detail-type\":[\"T\"]}", works)));

        put(entries(entry("player", "T", "{\"n\":1}")));

        assertThat(bus.drain(SOON)).isTrue();
        assertThat(fails.events()).hasSize(3);
        assertThat(works.events()).hasSize(1);
        assertThat(bus.dead()).singleElement().satisfies(letter -> {
            assertThat(letter.source()).isEqualTo("economy.Fails");
            assertThat(letter.tries()).isEqualTo(3);
            assertThat(letter.reason()).contains("no");
            assertThat(letter.event().path("event").path("detail").path("n").asInt())
                    .isEqualTo(1);
        });
    }

    @Test
    void throttlingIsNoTry() throws Exception {
        var turns = new AtomicInteger();
        var busy = new Recorder(event -> {
            if (turns.incrementAndGet() <= 5) {
                throw new Invoker.Throttled("busy");
            }
            return turns.get() == 6 ? Recorder.error("once") : Recorder.ok("{}");
        });
        bus.add(List.of(rule("economy", "Busy", "{\"detail-type\":[\"T\"]}", busy)));

        put(entries(entry("player", "T", "{}")));

        assertThat(bus.drain(SOON)).isTrue();
        assertThat(busy.events()).hasSize(7);
        assertThat(bus.dead()).isEmpty();
    }

    @Test
    void duplicatesAndRefusalsComeOnPurpose() throws Exception {
        var economy = Recorder.good();
        bus.close();
        bus = EventBus.open(QUICK.withFaults(7, 1, 0), CLOCK);
        bus.add(List.of(rule("economy", "A", "{\"detail-type\":[\"T\"]}", economy)));
        put(entries(entry("player", "T", "{}")));
        assertThat(bus.drain(SOON)).isTrue();
        assertThat(economy.events()).hasSize(2);
        assertThat(bus.counts().duplicated()).isEqualTo(1);

        bus.close();
        bus = EventBus.open(QUICK.withFaults(7, 0, 1), CLOCK);
        JsonNode answer = Json.parse(put(entries(entry("player", "T", "{}"), entry("player", "T", "{}")))
                .body());
        assertThat(answer.path("FailedEntryCount").asInt()).isEqualTo(2);
        assertThat(answer.path("Entries").path(0).path("ErrorCode").asText()).isEqualTo("ThrottlingException");
    }

    @Test
    void whatIsNoPatternIsNoRule() {
        assertThatThrownBy(() -> bus.add(List.of(rule("economy", "A", "{\"detail-type\":\"T\"}", Recorder.good()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("economy.A");
    }

    private static Rule rule(String function, String listener, String pattern, Invoker target) {
        return new Rule(function, listener, Json.parse(pattern), target);
    }

    private static ObjectNode entry(String source, String type, String detail) {
        return Json.object().put("Source", source).put("DetailType", type).put("Detail", detail);
    }

    private static ObjectNode entries(ObjectNode... entries) {
        ObjectNode request = Json.object();
        request.putArray("Entries").addAll(List.of(entries));
        return request;
    }

    private HttpResponse<String> put(ObjectNode request) throws Exception {
        return http.send(
                HttpRequest.newBuilder(bus.endpoint())
                        .header("Content-Type", "application/x-amz-json-1.1")
                        .header("X-Amz-Target", "AWSEvents.PutEvents")
                        .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
