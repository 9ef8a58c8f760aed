package com.necpgame.platform.runtime.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.runtime.Running;
import com.necpgame.platform.runtime.counting.Counters;
import com.necpgame.platform.testkit.Concurrently;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {
    private static final String REPLAYED = ReplayHandler.HEADER;
    private Running app;

    @BeforeAll
    void start() {
        app = new Running(Map.of());
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void aRepetitionGetsTheFirstAnswerAndHasNoEffect() {
        var first = app.post("/v1/counters/a", "ada", "k1", "{\"by\":3}");
        var again = app.post("/v1/counters/a", "ada", "k1", "{\"by\":3}");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue(REPLAYED)).isEmpty();
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue(REPLAYED)).hasValue("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(told("a")).isEqualTo(3);
    }

    @Test
    void itOutlivesARestartAndTheTenMinutesOfDynamoDb() {
        var first = app.post("/v1/counters/b", "ada", "k2", "{\"by\":3}");
        app.clock.advance(Duration.ofMinutes(15));
        app.restart();

        var again = app.post("/v1/counters/b", "ada", "k2", "{\"by\":3}");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue(REPLAYED)).hasValue("true");
        assertThat(told("b")).isEqualTo(3);
    }

    @Test
    void afterItsTimeAKeyIsFreeAgain() {
        app.post("/v1/counters/c", "ada", "k3", "{\"by\":3}");
        app.clock.advance(Duration.ofDays(14).plusSeconds(1));

        assertThat(app.post("/v1/counters/c", "ada", "k3", "{\"by\":3}")
                        .headers()
                        .firstValue(REPLAYED))
                .isEmpty();
        assertThat(told("c")).isEqualTo(6);
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        app.post("/v1/counters/d", "ada", "k4", "{\"by\":3}");

        assertRefused(app.post("/v1/counters/d", "ada", "k4", "{\"by\":4}"), 409, "platform/idempotency-key-reused");
        assertRefused(app.post("/v1/counters/d", "ada", "k4", "{\"by\": 3}"), 409, "platform/idempotency-key-reused");
        assertThat(told("d")).isEqualTo(3);
    }

    @Test
    void anotherPathUnderTheSameKeyIsRefused() {
        app.post("/v1/counters/e1", "ada", "k5", "{\"by\":3}");

        assertRefused(app.post("/v1/counters/e2", "ada", "k5", "{\"by\":3}"), 409, "platform/idempotency-key-reused");
    }

    @Test
    void aKeyIsTheCallersOwn() {
        app.post("/v1/counters/f", "ada", "k6", "{\"by\":3}");

        assertThat(app.post("/v1/counters/f", "bob", "k6", "{\"by\":4}").statusCode())
                .isEqualTo(201);
        assertThat(told("f")).isEqualTo(7);
    }

    @Test
    void aKeyIsNeededAndMustBeValid() {
        assertRefused(app.post("/v1/counters/g", "ada", "", "{\"by\":3}"), 400, "platform/idempotency-key-missing");
        assertRefused(
                app.post("/v1/counters/g", "ada", "k".repeat(129), "{\"by\":3}"),
                400,
                "platform/idempotency-key-invalid");
        assertThat(told("g")).isZero();
    }

    @Test
    void aRefusalStoresNothingAndIsJudgedAfresh() {
        app.post("/v1/counters/h", "ada", "k70", "{\"by\":600000}");

        assertRefused(app.post("/v1/counters/h", "ada", "k7", "{\"by\":600000}"), 409, "counting/too-much");
        assertRefused(app.post("/v1/counters/h", "ada", "k7", "{\"by\":600001}"), 409, "counting/too-much");
        assertThat(app.post("/v1/counters/h", "ada", "k7", "{\"by\":1}").statusCode())
                .isEqualTo(201);
    }

    @Test
    void aRepetitionGetsItsAnswerThoughItWouldBeRefusedByNow() {
        app.post("/v1/counters/i", "ada", "k8", "{\"by\":600000}");

        var again = app.post("/v1/counters/i", "ada", "k8", "{\"by\":600000}");

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue(REPLAYED)).hasValue("true");
    }

    /** Sixteen at once under one key: one effect, and all get the same answer. */
    @Test
    void racersGetOneEffect() {
        Callable<HttpResponse<String>> one = () -> app.post("/v1/counters/j", "ada", "k9", "{\"by\":5}");

        var answers = Concurrently.on(16, Collections.nCopies(64, one)).values();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(answers)
                .extracting(HttpResponse::body)
                .containsOnly(answers.getFirst().body());
        assertThat(answers.stream().filter(a -> a.headers().firstValue(REPLAYED).isEmpty()))
                .hasSize(1);
        assertThat(told("j")).isEqualTo(5);
    }

    private long told(String name) {
        return app.bean(Counters.class).n(name, "told");
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
}
