package com.necpgame.lambda.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.lambda.Call;
import com.necpgame.lambda.Call.Answer;
import com.necpgame.lambda.TestFunction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as those of the one JVM: status, headers, problems, replays. */
class RestSourceTest {
    private static TestFunction function;

    @BeforeAll
    static void start() {
        function = TestFunction.start(Map.of());
    }

    @AfterAll
    static void stop() {
        function.close();
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        var problem = answer.json();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asText()).isEqualTo("platform/" + code);
        assertThat(problem.path("traceId").asText()).isEqualTo(answer.header("X-Correlation-Id"));
        assertThat(answer.text()).doesNotContain("com.necpgame", "io.micronaut", "Exception");
    }

    private static void assertInvalid(Answer answer, String... errors) {
        assertProblem(answer, 400, "invalid");
        assertThat(answer.json().path("errors").valueStream())
                .extracting(error -> error.path("pointer").asText() + " "
                        + error.path("detail").asText())
                .containsExactly(errors);
    }

    private static Call post(String key, String body) {
        return Call.of("POST", "/v1/probes")
                .as("ada")
                .header("Idempotency-Key", key)
                .json(body);
    }

    @Test
    void answersARoute() {
        var answer = Call.of("GET", "/v1/probes/open/ada%20l")
                .query("limit", "5")
                .query("tag", "a&b", "{c}=ü")
                .header("X-Correlation-Id", "abc-1")
                .to(function);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("name").asText()).isEqualTo("ada l");
        assertThat(answer.json().path("limit").asInt()).isEqualTo(5);
        assertThat(answer.json().path("tags")).extracting(tag -> tag.asText()).containsExactly("a&b", "{c}=ü");
        assertThat(answer.isBase64()).isFalse();
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.headers("Link")).extracting(link -> link.asText()).containsExactly("one", "two");
        assertThat(answer.header("X-Correlation-Id")).isEqualTo("abc-1");
        assertThat(answer.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    }

    @Test
    void takesUpTheCallersTrace() {
        var answer = Call.of("GET", "/v1/probes/open/x")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .to(function);

        assertThat(answer.header("X-Correlation-Id")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(answer.header("traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
    }

    @Test
    void takesADecodedPathToo() {
        var answer = Call.of("GET", "/v1/probes/open/ada lovelace").to(function);
        assertThat(answer.json().path("name").asText()).isEqualTo("ada lovelace");
    }

    @Test
    void answersHeadWithoutBody() {
        var answer = Call.of("HEAD", "/v1/probes/open/x").to(function);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
    }

    @Test
    void commitsOnceAndReplays() {
        var first = post("k-1", "{\"text\":\"hello\"}").to(function);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();

        var again = post("k-1", "{\"text\":\"hello\"}").to(function);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");

        assertProblem(post("k-1", "{\"text\":\"other\"}").to(function), 409, "idempotency-key-reused");
        assertThat(Call.of("GET", "/v1/probes/rows/k-1").as("ada").to(function).text())
                .isEqualTo("{\"text\":\"hello\"}");
    }

    @Test
    void asksForAKey() {
        var call = Call.of("POST", "/v1/probes").as("ada").json("{\"text\":\"x\"}");
        assertProblem(call.to(function), 400, "idempotency-key-missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"text":"x","txt":1}     | /txt is not a known field
            {}                       | /text is required
            {"text":5}               | /text must be a string
            {"text":""}              | /text size must be between 1 and 20
            """)
    void refusesABodyThatBreaksARule(String body, String error) {
        assertInvalid(post("k-2", body).to(function), error);
    }

    @Test
    void refusesWhatIsNoJson() {
        assertProblem(post("k-3", "{\"text\":").to(function), 400, "malformed");
        assertProblem(post("k-3", "{\"text\":\"a\",\"text\":\"b\"}").to(function), 400, "malformed");
        var bytes = new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};
        var call = Call.of("POST", "/v1/probes").as("ada").header("Idempotency-Key", "k-3");
        assertProblem(call.bytes("application/json", bytes).to(function), 400, "malformed");
    }

    @Test
    void needsABody() {
        var answer = Call.of("POST", "/v1/probes")
                .as("ada")
                .header("Idempotency-Key", "k-4")
                .header("Content-Type", "application/json")
                .to(function);
        assertProblem(answer, 400, "invalid");
        assertThat(answer.json().path("detail").asText()).isEqualTo("The body is required");
    }

    @Test
    void readsTheBodyLast() {
        var late = Call.of("POST", "/v1/probes/late").as("ada").json("{\"txt\":1}");
        assertProblem(late.to(function), 400, "idempotency-key-missing");
        assertInvalid(late.header("Idempotency-Key", "k-6").to(function), "/txt is not a known field");

        var put = Call.of("PUT", "/v1/probes").as("ada").json("{\"text\":\"x\"}");
        assertInvalid(put.to(function), "If-Match is required");
    }

    @Test
    void refusesParameters() {
        assertInvalid(
                Call.of("GET", "/v1/probes/open/x").query("limit", "x").to(function),
                "limit must be an integer from -2147483648 to 2147483647");
        assertInvalid(
                Call.of("GET", "/v1/probes/open/x").query("limit", "101").to(function),
                "limit must be less than or equal to 100");
    }

    @Test
    void refusesABodyOverTheLimit() {
        var tooLong = "{\"text\":\"" + "x".repeat(256 * 1024) + "\"}";
        assertProblem(post("k-5", tooLong).to(function), 413, "too-large");
        var unhashed =
                Call.of("PUT", "/v1/probes").as("ada").header("If-Match", "1").json(tooLong);
        assertProblem(unhashed.to(function), 413, "too-large");
    }

    @Test
    void refusesOtherMediaTypes() {
        var text = Call.of("PUT", "/v1/probes").as("ada").header("If-Match", "1");
        assertProblem(
                text.bytes("text/plain", "x".getBytes(StandardCharsets.UTF_8)).to(function), 415, "unsupported-media");
        var form = Call.of("PUT", "/v1/probes").as("ada").header("If-Match", "1");
        assertThat(form.bytes("multipart/form-data", new byte[] {1})
                        .to(function)
                        .status())
                .isEqualTo(415);
        assertProblem(
                Call.of("GET", "/v1/probes/open/x")
                        .header("Accept", "image/png")
                        .to(function),
                406,
                "not-acceptable");
    }

    @Test
    void carriesBytesBothWays() {
        var given = Call.of("GET", "/v1/probes/bytes").as("ada").to(function);
        assertThat(given.status()).as(given.text()).isEqualTo(200);
        assertThat(given.isBase64()).isTrue();
        assertThat(Base64.getDecoder().decode(given.text())).containsExactly(0, 0xff, 0x80, 'x');

        var taken = Call.of("POST", "/v1/probes/bytes").as("ada");
        var bytes =
                taken.bytes("application/octet-stream", new byte[] {1, 2, -1}).to(function);
        assertThat(bytes.json().path("length").asInt()).isEqualTo(3);
        assertThat(bytes.json().path("last").asInt()).isEqualTo(-1);
    }

    @Test
    void knowsItsAddressesAndMethods() {
        assertProblem(Call.of("GET", "/nowhere").to(function), 404, "route-not-found");
        var answer = Call.of("DELETE", "/v1/probes").as("ada").to(function);
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).contains("POST", "PUT");
        assertProblem(Call.of("BREW", "/v1/probes").as("ada").to(function), 405, "method-not-allowed");
    }

    @Test
    void saysWhenToComeBack() {
        var answer = Call.of("GET", "/v1/probes/busy").as("ada").to(function);
        assertProblem(answer, 503, "contended");
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.json().path("retryable").asBoolean()).isTrue();
    }

    @Test
    void tellsNothingOfAFault() {
        var answer = Call.of("GET", "/v1/probes/fault").as("ada").to(function);
        assertProblem(answer, 500, "internal");
        assertThat(answer.text()).doesNotContain("secret");
    }

    @Test
    void needsLittleOfAnEvent() {
        var answer = new Answer(
                function.invoke("{\"httpMethod\":\"GET\",\"path\":\"/v1/probes/open/x\",\"requestContext\":{}}"));
        assertThat(answer.status()).isEqualTo(200);
    }
}
