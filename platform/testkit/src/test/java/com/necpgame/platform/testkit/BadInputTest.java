package com.necpgame.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.testkit.Shop.Answer;
import com.necpgame.platform.testkit.Shop.Question;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.core.JacksonException;

@ExtendWith(Seeded.class)
class BadInputTest {
    private static final int BODY_BYTES_MAX = 300_000;
    private final ApiOperation purchase =
            Shop.DOCUMENT.find("POST", "/v1/purchases").orElseThrow();
    private final ApiOperation offers = Shop.DOCUMENT.find("GET", "/v1/offers").orElseThrow();
    private final ApiOperation offer = Shop.DOCUMENT.find("GET", "/v1/offers/a").orElseThrow();
    private final Seed seed;

    BadInputTest(Seed seed) {
        this.seed = seed;
    }

    private List<BadInput> bad(ApiOperation operation) {
        return BadInput.of(
                Shop.DOCUMENT,
                operation,
                Sample.of(Shop.DOCUMENT, operation),
                BODY_BYTES_MAX,
                seed.random(operation.toString()));
    }

    @Test
    void aSampleKeepsToTheDocument() {
        var sample = Sample.of(Shop.DOCUMENT, purchase);
        assertThat(new String(sample.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"offerId\":\"sample\",\"quantity\":1,\"colour\":\"RED\",\"weight\":1.0,\"gift\":true,"
                        + "\"lines\":[{\"item\":\"sample\",\"count\":4}]}");
        assertThat(sample.headers()).containsEntry("Idempotency-Key", "sample");
        assertThat(Sample.of(Shop.DOCUMENT, offer).path()).isEqualTo("/v1/offers/sample");
        assertThat(faults(sample)).isEmpty();
    }

    @Test
    void breaksEverythingInEveryWay() {
        assertThat(bad(purchase))
                .extracting(BadInput::name)
                .contains(
                        "header Idempotency-Key=nothing",
                        "an empty body",
                        "not closed",
                        "no UTF-8",
                        "arrays 10000 deep",
                        "a byte more than 300000",
                        "content type text/plain",
                        "no content type",
                        "noise",
                        "/unknownField = 1",
                        "/lines/0/unknownField = 1",
                        "/offerId missing",
                        "/offerId = null",
                        "/offerId = 7",
                        "/offerId = \"\\ud800\"",
                        "/quantity = 0",
                        "/quantity = 1.5",
                        "/quantity = 9223372036854775808",
                        "/quantity = 1e400",
                        "/weight = 1e400",
                        "/lines = {}",
                        "/lines/0 = null",
                        "/lines/0/count = -1");
        assertThat(bad(offers))
                .extracting(BadInput::name)
                .contains("query limit=0", "query limit=101", "query limit=-1", "query limit=abc", "query cursor=abc");
        assertThat(bad(offer)).extracting(BadInput::name).contains("path id=%00");
    }

    @Test
    void everyOverlongTextIsThere() {
        assertThat(bad(purchase))
                .filteredOn(
                        bad -> new String(bad.request().body(), StandardCharsets.UTF_8).contains("a".repeat(100_000)))
                .hasSize(3);
        assertThat(bad(purchase))
                .filteredOn(bad -> bad.request().body().length == BODY_BYTES_MAX + 1)
                .singleElement()
                .matches(BadInput::refused);
    }

    @Test
    void knowsWhatMustBeRefusedAndWhatMayPass() {
        assertThat(bad(purchase))
                .filteredOn(BadInput::refused)
                .extracting(BadInput::name)
                .contains("/quantity = 0", "/offerId missing", "/offerId = \"\"", "/lines = []", "/colour = \"text\"");
        assertThat(bad(purchase))
                .filteredOn(bad -> !bad.refused())
                .extracting(BadInput::name)
                .contains(
                        "/weight = -1",
                        "/gift missing",
                        "/colour = null",
                        "/offerId = \"text\"",
                        "/lines/0/item = \"\\u0000\"");
        assertThat(bad(offers))
                .filteredOn(bad -> !bad.refused())
                .extracting(BadInput::name)
                .containsExactlyInAnyOrder("query limit=", "query cursor=");
    }

    @Test
    void theSameSeedBreaksAlike() {
        assertThat(bad(purchase))
                .extracting(BadInput::name)
                .isEqualTo(bad(purchase).stream().map(BadInput::name).toList());
    }

    /** A server that reads strictly and asks the document passes every judgement: none contradicts the document. */
    @Test
    void aStrictServerPasses() {
        try (var shop = new Shop(this::serveStrictly);
                var api = ApiClient.to(shop.uri()).describedBy(Shop.DOCUMENT)) {
            api.send(Sample.of(Shop.DOCUMENT, purchase)).isCreated();
            bad(purchase).forEach(bad -> bad.judge(api.send(bad.request())));
        }
    }

    @Test
    void aServerThatTakesEverythingFails() {
        try (var shop = new Shop(question -> Answer.json(201, "{\"id\":\"a\"}"));
                var api = ApiClient.to(shop.uri()).describedBy(Shop.DOCUMENT)) {
            for (BadInput bad : bad(purchase)) {
                var answer = api.send(bad.request());
                if (bad.refused()) {
                    assertThatThrownBy(() -> bad.judge(answer)).hasMessageContaining("was let through");
                } else {
                    bad.judge(answer);
                }
            }
        }
    }

    @Test
    void aServerThatBreaksFails() {
        try (var shop = new Shop(question -> Answer.problem(500, "platform/internal"));
                var api = ApiClient.to(shop.uri()).describedBy(Shop.DOCUMENT)) {
            for (BadInput bad : bad(offers)) {
                var answer = api.send(bad.request());
                assertThatThrownBy(() -> bad.judge(answer)).hasMessageContaining(bad.name());
            }
        }
    }

    private Answer serveStrictly(Question question) {
        var key = question.headers().getOrDefault("Idempotency-Key", "");
        if (key.isEmpty() || key.length() > 128 || key.contains(" ")) {
            return Answer.problem(400, "platform/idempotency-key-missing");
        }
        if (!"application/json".equals(question.headers().get("Content-Type"))) {
            return Answer.problem(415, "platform/media-type");
        }
        if (question.body().length > BODY_BYTES_MAX) {
            return Answer.problem(413, "platform/too-large");
        }
        return isGood(question.body()) ? Answer.json(201, "{\"id\":\"a\"}") : Answer.problem(400, "platform/malformed");
    }

    private boolean isGood(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            var json = Json.read(text);
            return !text.contains("unknownField")
                    && Shop.DOCUMENT
                            .faults(Objects.requireNonNull(purchase.body()).pointer(), json)
                            .isEmpty();
        } catch (CharacterCodingException | JacksonException e) {
            return false;
        }
    }

    private List<String> faults(ApiRequest request) {
        return Shop.DOCUMENT.faults(
                Objects.requireNonNull(purchase.body()).pointer(),
                Json.read(new String(request.body(), StandardCharsets.UTF_8)));
    }
}
