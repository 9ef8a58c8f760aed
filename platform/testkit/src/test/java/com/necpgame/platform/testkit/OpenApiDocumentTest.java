package com.necpgame.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.necpgame.platform.testkit.ApiOperation.Parameter;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {
    private final OpenApiDocument shop = Shop.DOCUMENT;

    @Test
    void listsItsOperations() {
        assertThat(shop.operations())
                .extracting(ApiOperation::toString)
                .containsExactly(
                        "GET /v1/offers",
                        "GET /v1/offers/{id}",
                        "DELETE /v1/offers/{id}",
                        "GET /v1/offers/featured",
                        "POST /v1/purchases");
    }

    @Test
    void knowsParametersOfPathAndOperationAndThroughReferences() {
        assertThat(operation("GET", "/v1/offers/1").parameters("path"))
                .extracting(Parameter::name)
                .containsExactly("id");
        assertThat(operation("GET", "/v1/offers").parameters("query"))
                .extracting(Parameter::name)
                .containsExactly("limit", "cursor");
        var key = operation("POST", "/v1/purchases").parameters("header").getFirst();
        assertThat(key.required()).isTrue();
        assertThat(shop.schema(key.pointer()).path("maxLength").asInt()).isEqualTo(128);
    }

    @Test
    void knowsTheBody() {
        var body = Objects.requireNonNull(operation("POST", "/v1/purchases").body());
        assertThat(body.required()).isTrue();
        assertThat(shop.schema(body.pointer()).path("properties").propertyNames())
                .contains("offerId", "lines");
        assertThat(operation("GET", "/v1/offers").body()).isNull();
    }

    @Test
    void prefersTheMoreFixedPath() {
        assertThat(operation("GET", "/v1/offers/featured").path()).isEqualTo("/v1/offers/featured");
        assertThat(operation("GET", "/v1/offers/other?limit=1").path()).isEqualTo("/v1/offers/{id}");
        assertThat(shop.find("GET", "/v1/offers/")).isEmpty();
        assertThat(shop.find("GET", "/v1/offers/a/b")).isEmpty();
        assertThat(shop.find("PUT", "/v1/offers")).isEmpty();
    }

    @Test
    void readsVersion31() {
        var document = OpenApiDocument.parse("""
                {"openapi": "3.1.0", "paths": {"/x": {"get": {"responses": {"200": {"content": {"application/json":
                  {"schema": {"type": "object", "properties": {"a": {"type": ["string", "null"]}}}}}}}}}}}""");
        var schema = "/paths/~1x/get/responses/200/content/application~1json/schema";
        assertThat(document.forbids(schema, "{\"a\":null}")).isFalse();
        assertThat(document.forbids(schema, "{\"a\":1}")).isTrue();
    }

    @Test
    void refusesWhatIsNoOpenApi3() {
        assertThatIllegalArgumentException().isThrownBy(() -> OpenApiDocument.parse("swagger: '2.0'"));
    }

    private ApiOperation operation(String method, String path) {
        return shop.find(method, path).orElseThrow();
    }
}
