package com.necpgame.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** One request before the first: it goes as far as the store, and nothing comes of it. */
class PrimingTest {
    @Test
    void asksTheStoreInTheInitPhase() {
        try (var function = TestFunction.start(Map.of("necpgame.lambda.prime", true))) {
            assertThat(function.queries()).isEqualTo(1);
            assertThat(Call.of("GET", "/v1/probes/open/x").to(function).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void leavesItWhereNobodyAsks() {
        try (var function = TestFunction.start(Map.of())) {
            assertThat(function.queries()).isZero();
        }
    }

    @Test
    void startsColdWhereThereIsNoStore() {
        var noTable = Map.<String, Object>of("necpgame.lambda.prime", true, "necpgame.store.create-tables", false);
        try (var function = TestFunction.start(noTable)) {
            assertThat(Call.of("GET", "/v1/probes/open/x").to(function).status())
                    .isEqualTo(200);
        }
    }
}
