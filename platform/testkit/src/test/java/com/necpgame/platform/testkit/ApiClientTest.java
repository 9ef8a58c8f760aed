package com.necpgame.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.testkit.Shop.Answer;
import com.necpgame.platform.testkit.Shop.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiClientTest {
    private final List<Question> asked = new ArrayList<>();
    private Answer next = Answer.json(200, "{\"items\":[]}");
    private final Shop shop = new Shop(this::serve);
    private final ApiClient api = ApiClient.to(shop.uri()).describedBy(Shop.DOCUMENT);

    @AfterEach
    void close() {
        api.close();
        shop.close();
    }

    private Answer serve(Question question) {
        asked.add(question);
        return question.path().equals("/openapi") ? new Answer(200, "application/yaml", Shop.text()) : next;
    }

    @Test
    void sendsWhatItIsTold() {
        next = Answer.json(201, "{\"id\":\"p1\"}");
        api.as("secret")
                .post("/v1/purchases?x=%20y", Map.of("offerId", "sword"), "key-1")
                .isCreated();

        var sent = asked.getFirst();
        assertThat(sent.method()).isEqualTo("POST");
        assertThat(sent.path()).isEqualTo("/v1/purchases?x=%20y");
        assertThat(sent.headers())
                .containsEntry("Authorization", "Bearer secret")
                .containsEntry("Idempotency-Key", "key-1")
                .containsEntry("Content-Type", "application/json");
        assertThat(sent.body()).asString().isEqualTo("{\"offerId\":\"sword\"}");
    }

    @Test
    void isAnonymousUnlessTold() {
        api.get("/v1/offers");
        api.as("secret").anonymous().get("/v1/offers");
        api.as("secret").send(ApiRequest.of("GET", "/v1/offers").header("authorization", "Basic x"));
        assertThat(asked.get(0).headers()).doesNotContainKey("Authorization");
        assertThat(asked.get(1).headers()).doesNotContainKey("Authorization");
        assertThat(asked.get(2).headers()).containsEntry("Authorization", "Basic x");
    }

    @Test
    void givesTheAnswer() {
        next = Answer.json(200, "{\"items\":[{\"id\":\"a\",\"price\":9007199254740993}],\"nextCursor\":null}");
        var answer = api.get("/v1/offers?limit=1").isOk();

        assertThat(answer.string("/items/0/id")).isEqualTo("a");
        assertThat(answer.number("/items/0/price")).isEqualTo(9007199254740993L);
        assertThat(answer.json("/nextCursor").isNull()).isTrue();
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThatThrownBy(() -> answer.json("/items/1")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> answer.number("/items/0/id")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(answer::isCreated)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /v1/offers?limit=1 -> 200");
    }

    @Test
    void knowsARefusal() {
        next = Answer.problem(404, "economy/offer-not-found");
        var answer = api.get("/v1/offers/x").isRefused().isRefused(404, "economy/offer-not-found");
        assertThatThrownBy(() -> answer.isRefused(404, "economy/other")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> answer.isRefused(409, "economy/offer-not-found"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(answer::isOk).isInstanceOf(AssertionError.class);
    }

    @Test
    void takesTheDocumentFromTheServer() {
        var described = ApiClient.to(shop.uri()).describedAt("/openapi");
        next = Answer.json(200, "{}");
        assertThatThrownBy(() -> described.get("/v1/offers")).hasMessageContaining("items");
        assertThatIllegalStateException()
                .isThrownBy(() -> ApiClient.to(shop.uri()).document());
    }

    @Test
    void whatIsNoPartOfTheApiMustBeSaid() {
        assertThatThrownBy(() -> api.get("/v1/nothing")).hasMessageContaining("no operation for GET /v1/nothing");
        api.sendUndescribed(ApiRequest.of("GET", "/v1/nothing")).isOk();
    }

    /** Each row is one answer that the document does not declare, or the last ones that it does. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "ok", textBlock = """
            GET    | /v1/offers          | 200 | application/json               | {"items":[{"id":"a","price":-1}]}       | /items/0/price
            GET    | /v1/offers          | 200 | application/json               | {"items":[{"id":"a","price":9223372036854775808}]} | /items/0/price
            GET    | /v1/offers          | 200 | application/json               | {"items":[{"id":"a"}]}                  | price
            GET    | /v1/offers          | 200 | application/json               | {"items":[{"id":5,"price":1}]}          | /items/0/id
            GET    | /v1/offers          | 200 | application/json               | {"items":null}                          | /items
            GET    | /v1/offers          | 200 | application/json               | []                                      | array found, object expected
            GET    | /v1/offers          | 200 | application/json               | {"items":                               | no JSON
            GET    | /v1/offers          | 200 | application/json               | ``                                      | no JSON
            GET    | /v1/offers          | 200 | text/html                      | <html>                                  | content type text/html
            GET    | /v1/offers          | 200 | ``                             | ``                                      | content type null
            GET    | /v1/offers          | 500 | application/json               | {"code":"x","status":500}               | content type application/json with status 500
            GET    | /v1/offers          | 500 | application/problem+json       | {"status":500}                          | code
            GET    | /v1/offers/a        | 500 | application/problem+json       | {"code":"x","status":500}               | does not declare status 500
            GET    | /v1/offers/a        | 200 | application/json               | {"id":"a","price":1,"gift":{"id":"b"}}  | /gift
            DELETE | /v1/offers/a        | 202 | application/json               | {}                                      | a body with status 202
            DELETE | /v1/offers/a        | 500 | application/problem+json       | {"code":"x","status":500}               | does not declare status 500
            POST   | /v1/offers          | 200 | application/json               | {}                                      | no operation for POST /v1/offers
            POST   | /v1/purchases       | 201 | application/json               | {"id":"a","x":1}                        | 'x'
            POST   | /v1/purchases       | 201 | application/json               | {"id":"a","at":"yesterday"}             | /at
            POST   | /v1/purchases       | 200 | application/json               | {"id":"a"}                              | content type application/json with status 200
            GET    | /v1/offers          | 200 | application/json;charset=UTF-8 | {"items":[],"nextCursor":null,"more":1} | ok
            GET    | /v1/offers          | 503 | application/problem+json       | {"code":"x","status":503}               | ok
            GET    | /v1/offers/a        | 200 | application/json               | {"id":"a","price":1,"gift":null}        | ok
            GET    | /v1/offers/featured | 200 | text/plain                     | sword                                   | ok
            DELETE | /v1/offers/a        | 204 | ``                             | ``                                      | ok
            DELETE | /v1/offers/a        | 418 | application/problem+json       | {"code":"x","status":418}               | ok
            POST   | /v1/purchases       | 201 | application/json               | {"id":"a","at":"2026-11-20T10:00:00.000Z"} | ok
            """)
    void holdsEveryAnswerAgainstTheDocument(
            String method, String path, int status, String type, String body, String fault) {
        next = new Answer(status, type, body);
        var request = ApiRequest.of(method, path);
        if (fault == null) {
            api.send(request).is(status);
        } else {
            assertThatThrownBy(() -> api.send(request))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(fault)
                    .hasMessageContaining(method + " " + path);
        }
    }
}
