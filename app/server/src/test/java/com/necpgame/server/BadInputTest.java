package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.runtime.edge.StrictJson;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends: the right problem, nothing of a module has run, and the next request is served. */
class BadInputTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start("necpgame.server.rate-limit.enabled", false);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void servesTheNext() {
        assertThat(server.get("/test/thread").status()).isEqualTo(200);
    }

    private static void assertProblem(TestServer.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        var problem = answer.json();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asText()).isEqualTo("platform/" + code);
        assertThat(problem.path("type").asText()).endsWith("/problems/platform/" + code);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("instance").asText()).startsWith("/");
        assertThat(problem.path("traceId").asText()).isEqualTo(answer.header("X-Correlation-Id"));
        assertThat(answer.text()).doesNotContain("com.necpgame", "io.micronaut", "Exception");
    }

    private void assertRefused(String body, String code, String error) {
        var calls = server.context().getBean(TestRoutes.class).calls;
        var before = calls.get();

        var answer = server.post("/test/orders", body);

        assertProblem(answer, 400, code);
        if (!error.isEmpty()) {
            assertThat(answer.errors()).as(answer.text()).containsExactly(error.split(" & "));
        }
        assertThat(calls.get()).isEqualTo(before);
    }

    @Test
    void takesWhatIsRight() {
        var order = """
                {"to":"ada","amount":9223372036854775807,"colour":"RED","at":"2026-11-20T10:00:00Z","price":1.50,
                 "weight":2,"gift":true,"lines":[{"item":"sword","count":1}],"labels":{"a":"b"}}""";
        assertThat(server.post("/test/orders", order).json().path("amount").asLong())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(server.post("/test/orders", "{\"to\":\"ada\",\"amount\":1,\"colour\":null}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"to":"ada","amount":1,"amuont":2}              | /amuont is not a known field
            {"to":"ada","amount":1,"lines":[{"item":"x","count":1},{"item":"y","count":1,"cuont":1}]} | /lines/1/cuont is not a known field
            {"to":"ada","amount":1,"amount":2}              | ``
            {"to":"ada"}                                    | /amount is required
            {"amount":1}                                    | /to is required
            {"to":null,"amount":1}                          | /to is required
            {"to":"ada","amount":null}                      | /amount is required
            {"to":"ada","amount":1,"lines":[{"count":1}]}   | /lines/0/item is required
            {"to":"ada","amount":"1"}                       | /amount must be an integer
            {"to":"ada","amount":1.0}                       | /amount must be an integer
            {"to":"ada","amount":1e3}                       | /amount must be an integer
            {"to":"ada","amount":true}                      | /amount must be an integer
            {"to":"ada","amount":[1]}                       | /amount must be an integer
            {"to":"ada","amount":{}}                        | /amount must be an integer
            {"to":"ada","amount":9223372036854775808}       | /amount must be an integer from -9223372036854775808 to 9223372036854775807
            {"to":"ada","amount":1,"lines":[{"item":"x","count":2147483648}]} | /lines/0/count must be an integer from -2147483648 to 2147483647
            {"to":5,"amount":1}                             | /to must be a string
            {"to":["ada"],"amount":1}                       | /to must be a string
            {"to":{"a":1},"amount":1}                       | /to must be a string
            {"to":"ada","amount":1,"gift":"true"}           | /gift must be true or false
            {"to":"ada","amount":1,"gift":1}                | /gift must be true or false
            {"to":"ada","amount":1,"weight":"2"}            | /weight must be a number
            {"to":"ada","amount":1,"weight":1e999}          | /weight must be a number that a double can hold
            {"to":"ada","amount":1,"price":1e999999999}     | /price must be a number with an exponent of at most 400
            {"to":"ada","amount":1,"colour":"BLUE"}         | /colour must be one of RED, GREEN
            {"to":"ada","amount":1,"colour":0}              | /colour must be a string
            {"to":"ada","amount":1,"at":1763632800}         | /at must be a string
            {"to":"ada","amount":1,"lines":{}}              | /lines must be an array
            {"to":"ada","amount":1,"labels":[]}             | /labels must be an object
            {"to":"ada","amount":1,"labels":{"a":1}}        | /labels/a must be a string
            """)
    void refusesWhatIsNotWhatItSeems(String body, String error) {
        if (error.isEmpty()) {
            assertRefused(body, "malformed", "");
        } else {
            assertRefused(body, "invalid", error);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"to":"","amount":1}                            | /to size must be between 1 and 20
            {"to":"ada","amount":0}                         | /amount must be greater than 0
            {"to":"ada","amount":-5}                        | /amount must be greater than 0
            {"to":"ada ada ada ada ada ada","amount":-5}    | /amount must be greater than 0 & /to size must be between 1 and 20
            {"to":"ada","amount":1,"lines":[{"item":"x","count":1},{"item":"x","count":0}]} | /lines/1/count must be greater than 0
            """)
    void refusesWhatBreaksARule(String body, String errors) {
        assertRefused(body, "invalid", errors);
    }

    @Test
    void tellsWhyARecordRefuses() {
        var answer = server.post("/test/orders", "{\"to\":\"nobody\",\"amount\":1}");
        assertProblem(answer, 400, "invalid");
        assertThat(answer.json().path("detail").asText()).contains("nobody takes no orders");

        answer = server.post("/test/orders", "{\"to\":\"ada\",\"amount\":1,\"at\":\"yesterday\"}");
        assertProblem(answer, 400, "invalid");
        assertThat(answer.errors()).singleElement().asString().startsWith("/at ");
    }

    @ParameterizedTest
    @MethodSource("notJson")
    void refusesWhatIsNotJson(String body) {
        assertRefused(body, "malformed", "");
    }

    static Stream<String> notJson() {
        return Stream.of(
                "{",
                "{\"to\":",
                "{\"to\":\"ada\",\"amount\":1",
                "{\"to\":\"ada\",\"amount\":1}}",
                "{\"to\":\"ada\",\"amount\":1} {}",
                "{'to':'ada','amount':1}",
                "{\"to\":\"ada\",\"amount\":NaN}",
                "{\"to\":\"ada\",\"amount\":01}",
                "{\"to\":\"ada\",\"amount\":1,}",
                "{\"to\":\"ada\",\"amount\":1/* */}",
                "{\"to\":\"a\u0000da\",\"amount\":1}",
                "to=ada&amount=1",
                "   ",
                "{\"to\":\"ada\",\"amount\":" + "1".repeat(1_000) + "}",
                "{\"" + "x".repeat(1_000) + "\":1}");
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 10_000, 60_000})
    void refusesDepth(int depth) {
        for (var body : List.of(
                "[".repeat(depth) + "]".repeat(depth),
                "[".repeat(depth),
                "{\"a\":".repeat(depth / 3) + "1" + "}".repeat(depth / 3))) {
            assertThat(server.post("/test/orders", "{\"to\":\"ada\",\"amount\":1,\"lines\":" + body + "}")
                            .status())
                    .isEqualTo(400);
            if (depth / 3 > StrictJson.DEPTH_MAX || body.startsWith("[")) {
                assertProblem(server.post("/test/maps", "{\"a\":" + body + "}"), 400, "malformed");
            }
        }
    }

    @Test
    void readsABodyOfAnyShape() {
        assertThat(server.post("/test/maps", "{\"a\":[1,2.5,\"x\",null,true,{\"b\":[]}]}")
                        .text())
                .isEqualTo("{\"a\":[1,2.5,\"x\",null,true,{\"b\":[]}]}");
    }

    @Test
    void refusesABodyOfAnotherKind() {
        assertProblem(server.post("/test/orders", "[]"), 400, "invalid");
        assertProblem(server.post("/test/orders", "\"order\""), 400, "invalid");
        assertProblem(server.post("/test/orders", "null"), 400, "invalid");
        assertProblem(server.post("/test/orders", ""), 400, "invalid");
    }

    @Test
    void refusesInvalidUtf8() {
        var bytes = new byte[] {'{', '"', 't', 'o', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};
        var answer = server.send(server.request("/test/orders")
                .header("Content-Type", TestServer.JSON)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
        assertProblem(answer, 400, "malformed");
    }

    @Test
    void refusesABodyOverTheLimit() throws IOException {
        var tooLong = "{\"to\":\"" + "x".repeat(256 * 1024) + "\"}";
        assertProblem(server.post("/test/orders", tooLong), 413, "too-large");

        var chunked = server.send(server.request("/test/orders")
                .header("Content-Type", TestServer.JSON)
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(tooLong.getBytes()))));
        assertProblem(chunked, 413, "too-large");

        assertThat(server.raw("POST /test/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 99999999999\r\nConnection: close\r\n\r\n{"))
                .contains("413");
    }

    @Test
    void refusesAPackedBody() {
        var answer = server.send(server.request("/test/orders")
                .header("Content-Type", TestServer.JSON)
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {31, -117, 8, 0, 0, 0, 0, 0, 0, 0})));
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesOtherMediaTypes() {
        var answer = server.send(server.request("/test/orders")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"to\":\"ada\",\"amount\":1}")));
        assertProblem(answer, 415, "unsupported-media");

        answer = server.send(server.request("/test/orders")
                .header("Content-Type", "nonsense")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(answer.status()).isIn(400, 415);

        assertProblem(server.get("/test/thread", "Accept", "image/png"), 406, "not-acceptable");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /test/orders/x?limit=5                    | id must be an integer from -9223372036854775808 to 9223372036854775807
            /test/orders/9223372036854775808?limit=5  | id must be an integer from -9223372036854775808 to 9223372036854775807
            /test/orders/1?limit=x                    | limit must be an integer from -2147483648 to 2147483647
            /test/orders/1?limit=2147483648           | limit must be an integer from -2147483648 to 2147483647
            /test/orders/1?limit=1.5                  | limit must be an integer from -2147483648 to 2147483647
            /test/orders/1                            | limit is required
            /test/orders/1?limit=0                    | limit must be greater than or equal to 1
            /test/orders/1?limit=101                  | limit must be less than or equal to 100
            /test/orders/1?limit=1&colour=BLUE        | colour must be one of [RED, GREEN]
            /test/header                              | If-Match is required
            """)
    void refusesParameters(String path, String error) {
        var answer = server.get(path);
        assertProblem(answer, 400, "invalid");
        assertThat(answer.errors()).containsExactly(error);
    }

    @Test
    void knowsItsAddressesAndMethods() {
        assertProblem(server.get("/nowhere"), 404, "route-not-found");
        assertProblem(server.get("/v1/nowhere"), 404, "route-not-found");
        var answer = server.get("/test/orders");
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @Test
    void asksForATokenThatHolds() {
        var answer = server.get("/test/mine");
        assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertProblem(server.get("/test/mine", "Authorization", "Bearer nonsense"), 401, "unauthenticated");
        assertProblem(server.get("/test/mine", "Authorization", "Basic YTpi"), 401, "unauthenticated");
        var forged = server.token("plr_1");
        forged = forged.substring(0, forged.length() - 4) + "AAAA";
        assertProblem(server.get("/test/mine", "Authorization", "Bearer " + forged), 401, "unauthenticated");

        var token = server.token("plr_1");
        assertThat(server.get("/test/mine", "Authorization", "Bearer " + token).text())
                .isEqualTo("plr_1");
        assertProblem(server.get("/test/operators", "Authorization", "Bearer " + token), 403, "not-allowed");
    }

    @Test
    void tellsNothingOfAFault() {
        var answer = server.get("/test/fault");
        assertProblem(answer, 500, "internal");
        assertThat(answer.text()).doesNotContain("secret");
    }

    @ParameterizedTest
    @MethodSource("notHttp")
    void refusesWhatIsNotHttp(String bytes, String status) throws IOException {
        var answer = server.raw(bytes);
        assertThat(answer.lines().findFirst().orElse("")).contains(status);
        assertThat(answer.toLowerCase()).contains("content-type: application/problem+json");
        assertThat(answer).doesNotContain("io.netty", "Exception");
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> notHttp() {
        return Stream.of(
                args("GET /test/thread HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n", "413"),
                args("GET /test/" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", "413"),
                args("GET /test/thread HTTP/1.1\r\nHost: x\r\nBad Header: x\r\n\r\n", "400"),
                args("GET /test/thread HTTP/1.1\r\nHost: x\r\nX-Zero: a\u0000b\r\n\r\n", "400"),
                args("GET /test/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "400"),
                args("GET http://[::1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "400"),
                args(
                        "POST /test/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 2\r\nContent-Length: 3\r\nConnection: close\r\n\r\n{}",
                        "400"),
                args("\u0016\u0003\u0001 nonsense\r\n\r\n", "400"));
    }

    private static org.junit.jupiter.params.provider.Arguments args(String bytes, String status) {
        return org.junit.jupiter.params.provider.Arguments.of(bytes, status);
    }

    /** Events and stored items come from other versions of ourselves: what is unknown is skipped. */
    @Test
    void otherReadersStayLenient() throws IOException {
        var mapper = server.context().getBean(JsonMapper.class);
        assertThat(mapper.readValue(
                        "{\"id\":\"a\",\"added\":1}", io.micronaut.core.type.Argument.of(TestRoutes.Stored.class)))
                .isEqualTo(new TestRoutes.Stored("a"));
    }
}
