package com.necpgame.harness.slice.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTemplateTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/wallet, /v1/wallet",
        "/v1/wallet, /v1/wallet/",
        "'/v1/wallet{?limit,cursor}', /v1/wallet",
        "/v1/players/{id}, /v1/players/plr_1",
        "/v1/players/{id}, /v1/players/%2F",
        "/docs/{path+}, /docs/a/b",
        "/docs/{+path}, /docs/a",
        "/, /"
    })
    void fits(String template, String path) {
        assertThat(RouteTemplate.of(template).match(path)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/wallet, /v1/wallets",
        "/v1/wallet, /v1",
        "/v1/wallet, /v1/wallet/x",
        "/v1/wallet, /V1/wallet",
        "/v1/wallet, //v1/wallet",
        "/v1/players/{id}, /v1/players/",
        "/v1/players/{id}/mail, /v1/players//mail",
        "/docs/{path+}, /docs",
        "/docs/{path+}, /docs/"
    })
    void doesNotFit(String template, String path) {
        assertThat(RouteTemplate.of(template).match(path)).isEmpty();
    }

    @Test
    void tellsVariablesAsTheyAreOnTheWire() {
        assertThat(RouteTemplate.of("/v1/{kind}/{id}/{rest+}").match("/v1/mail/a%20b/c/d"))
                .contains(Map.of("kind", "mail", "id", "a%20b", "rest", "c/d"));
    }

    @Test
    void comesBeforeOneThatSaysLess() {
        var sorted = Stream.of("/{all+}", "/v1/{a}", "/v1/{a}/x", "/v1/mail", "/v1/{a}/{b}", "/v1/{rest+}")
                .map(RouteTemplate::of)
                .sorted()
                .map(RouteTemplate::toString);
        assertThat(sorted).containsExactly("/v1/mail", "/v1/{a}/x", "/v1/{a}/{b}", "/v1/{a}", "/v1/{rest+}", "/{all+}");
    }

    @ParameterizedTest
    @CsvSource({"v1/wallet", "/{all+}/x"})
    void refusesWhatIsNoTemplate(String template) {
        assertThatIllegalArgumentException().isThrownBy(() -> RouteTemplate.of(template));
    }
}
