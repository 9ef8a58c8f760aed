package com.necpgame.platform.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.runtime.Running;
import com.necpgame.platform.runtime.counting.Counted;
import com.necpgame.platform.runtime.counting.Counters;
import com.necpgame.platform.testkit.DynamoInterceptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class RelayTest {
    private Running app;

    @BeforeEach
    void start() {
        app = new Running(Map.of());
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void anEventIsHeardAndForgotten() {
        counters().count("a", 3);

        awaitHeard("a", 3);
        await().untilAsserted(() -> assertThat(waiting()).isZero());
    }

    @Test
    void anEventWhoseHintWasLostIsFoundByThePoller() {
        var outbox = app.bean(Dynamo.class).items(EventEnvelope.class, "counting");
        outbox.write(outbox.insert(new EventEnvelope(
                "00", "x1", "counting", "Counted", 1, "a", 0, app.clock.instant(), null, "{\"name\":\"a\",\"by\":3}")));

        awaitHeard("a", 3);
    }

    @Test
    void anEventThatComesTwiceIsHeardOnce() {
        var event = new EventEnvelope(
                "00", "x2", "counting", "Counted", 1, "b", 0, app.clock.instant(), null, "{\"name\":\"b\",\"by\":3}");

        for (int i = 0; i < 10; i++) {
            app.bean(Listeners.class).deliver(event);
        }

        assertThat(counters().n("b", "heard")).isEqualTo(3);
    }

    @Test
    void aFieldThatAListenerDoesNotKnowIsIgnored() {
        app.bean(Listeners.class)
                .deliver(new EventEnvelope(
                        "00",
                        "x3",
                        "counting",
                        "Counted",
                        1,
                        "c",
                        0,
                        app.clock.instant(),
                        null,
                        "{\"name\":\"c\",\"by\":3,\"since\":\"tomorrow\"}"));

        assertThat(counters().n("c", "heard")).isEqualTo(3);
    }

    @Test
    void aListenerGetsItsTriesAndNoDeadLetter() {
        app.bean(Counters.Echo.class).failures.set(4);
        counters().count("d", 3);

        awaitHeard("d", 3);
        assertThat(letters()).contains("\"items\":[]");
    }

    @Test
    void afterTheLastTryTheOperatorLooksAndSendsAgain() {
        app.bean(Counters.Echo.class).failures.set(5);
        counters().count("e", 3);
        await().untilAsserted(() -> assertThat(letters()).contains("told to fail"));
        var id = letters().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");

        assertThat(app.send("GET", "/v1/operations/counting/dead-letters/Echo/" + id, "root/operator")
                        .body())
                .contains("\"tries\":5");
        assertThat(app.send("POST", "/v1/operations/counting/dead-letters/Echo/" + id + "/redrive", "root/operator")
                        .body())
                .isEqualTo("{\"handled\":1,\"failed\":0,\"more\":false}");
        assertThat(counters().n("e", "heard")).isEqualTo(3);
        assertThat(letters()).contains("\"items\":[]");
    }

    @Test
    void aReplaySendsAllLettersOfAListener() {
        app.bean(Counters.Echo.class).failures.set(15);
        counters().count("f", 1);
        counters().count("f", 1);
        counters().count("f", 1);
        await().untilAsserted(
                        () -> assertThat(letters().split("told to fail", -1)).hasSize(4));
        var page = app.send("GET", "/v1/operations/counting/dead-letters?limit=2", "root/operator")
                .body();
        var cursor = page.replaceAll(".*\"nextCursor\":\"([^\"]+)\".*", "$1");
        assertThat(app.send("GET", "/v1/operations/counting/dead-letters?limit=2&cursor=" + cursor, "root/operator")
                        .body())
                .contains("told to fail", "\"nextCursor\":null");

        assertThat(app.send("POST", "/v1/operations/counting/dead-letters/Echo/replay", "root/operator")
                        .body())
                .isEqualTo("{\"handled\":3,\"failed\":0,\"more\":false}");
        assertThat(counters().n("f", "heard")).isEqualTo(3);
    }

    @Test
    void aLetterThatFailsAgainStaysAndOneThatIsGivenUpGoes() {
        app.bean(Counters.Echo.class).failures.set(10);
        counters().count("g", 1);
        await().untilAsserted(() -> assertThat(letters()).contains("told to fail"));
        var id = letters().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        var letter = "/v1/operations/counting/dead-letters/Echo/" + id;

        assertThat(app.send("POST", letter + "/redrive", "root/operator").body())
                .contains("\"failed\":1");
        assertThat(app.send("GET", letter, "root/operator").body()).contains("\"tries\":10");
        assertThat(app.send("DELETE", letter, "root/operator").statusCode()).isEqualTo(204);
        assertThat(app.send("GET", letter, "root/operator").statusCode()).isEqualTo(404);
    }

    @Test
    void deadLettersAreForOperators() {
        var answer = app.send("GET", "/v1/operations/counting/dead-letters", "ada");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("platform/not-allowed");
    }

    @Test
    void whatWaitsOutlivesARestart() {
        app.bean(OutboxRelay.class).stop();
        counters().count("h", 7);
        assertThat(waiting()).isEqualTo(1);

        app.restart();

        awaitHeard("h", 7);
    }

    @Test
    void whatWasHeardAndCouldNotBeForgottenComesAgainAndCountsOnce() {
        var failures = new AtomicInteger(3);
        app.restart(DynamoInterceptor.around(app.store(), call -> {
            if (call.request() instanceof BatchWriteItemRequest && failures.getAndDecrement() > 0) {
                throw SdkClientException.create("no answer");
            }
            return call.proceed();
        }));

        counters().count("n", 3);

        awaitHeard("n", 3);
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(failures).hasNonPositiveValue();
        assertThat(counters().n("n", "heard")).isEqualTo(3);
    }

    /** As a stream's function needs it, which answers what stays. */
    @Test
    void whatKeepsEventsFromBeingForgottenIsToldOfAndNotThrown() {
        app.bean(OutboxRelay.class).stop();
        counters().count("o", 3);
        var denied =
                DynamoDbException.builder().statusCode(400).message("denied").build();
        app.restart(DynamoInterceptor.around(app.store(), call -> {
            if (call.request() instanceof BatchWriteItemRequest) {
                throw denied;
            }
            return call.proceed();
        }));
        awaitHeard("o", 3);
        var outbox = app.bean(Dynamo.class).items(EventEnvelope.class, "counting");
        var events = IntStream.range(0, 4)
                .mapToObj(i -> outbox.query(Outbox.shardName(i)).limit(100).list())
                .flatMap(List::stream)
                .toList();

        var relayed = app.bean(Outboxes.class).relay("counting", events);

        assertThat(events).isNotEmpty();
        assertThat(relayed.gone()).isEmpty();
        assertThat(relayed.failure()).hasCause(denied);
    }

    /** More than a page of each, and some tries fail, so that a later event could overtake. */
    @Test
    void whatOneAggregateTellsIsHeardInItsOrder() {
        app.bean(OutboxRelay.class).stop();
        for (int i = 1; i <= 40; i++) {
            for (var name : List.of("i", "j", "k", "l", "m")) {
                counters().count(name, i);
            }
        }

        app.restart();
        var echo = app.bean(Counters.Echo.class);
        echo.failures.set(4);

        for (var name : List.of("i", "j", "k", "l", "m")) {
            awaitHeard(name, 40 * 41 / 2);
            assertThat(echo.heard)
                    .filteredOn(event -> event.name().equals(name))
                    .extracting(Counted::by)
                    .isEqualTo(LongStream.rangeClosed(1, 40).boxed().toList());
        }
    }

    private Counters counters() {
        return app.bean(Counters.class);
    }

    private String letters() {
        return app.send("GET", "/v1/operations/counting/dead-letters", "root/operator")
                .body();
    }

    private void awaitHeard(String name, long n) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(counters().n(name, "heard")).isEqualTo(n));
    }

    private int waiting() {
        var outbox = app.bean(Dynamo.class).items(EventEnvelope.class, "counting");
        int n = 0;
        for (int i = 0; i < 4; i++) {
            n += outbox.query(Outbox.shardName(i)).limit(100).list().size();
        }
        return n;
    }
}
