package com.necpgame.harness.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestTest {
    @Test
    void fillsItsRouteAndKeepsItsName() {
        Request request =
                Request.get("/v1/purchases/{id}", "a/b?c d").query("limit", "5").query("x", "&");

        assertThat(request.path()).isEqualTo("/v1/purchases/a%2Fb%3Fc%20d?limit=5&x=%26");
        assertThat(request.operation()).isEqualTo("GET /v1/purchases/{id}");
    }

    @Test
    void refusesTooFewAndTooManyVariables() {
        assertThatThrownBy(() -> Request.get("/v1/purchases/{id}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Request.get("/v1/wallet", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesALineBreakInItsHead() {
        assertThatThrownBy(() -> Request.get("/v1/wallet").with("X", "a\r\nY: b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotPrintSecrets() {
        Request request = Request.form("/oauth/token", Map.of("client_secret", "hush"));

        assertThat(request.body()).isEqualTo("client_secret=hush");
        assertThat(request.toString()).doesNotContain("hush");
    }
}
