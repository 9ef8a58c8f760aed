package com.necpgame.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Request;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    @Test
    void changesTheBodyAndNothingElse() {
        List<Request> requests = List.of(
                Request.post("/v1/transfers", Json.object().put("to", "x").put("amount", 1)),
                Request.post("/v1/transfers", Json.object().put("to", "x").put("amount", 500)),
                Request.post("/v1/purchases", Json.object().put("offerId", "x").put("quantity", 1)),
                Request.post("/v1/inventory/mail/{id}/claim", Json.object(), "m"));

        for (Request request : requests) {
            Request keyed = request.withKey("k");
            Request changed = Repeats.changed(keyed);
            assertThat(changed.body()).isNotEqualTo(keyed.body());
            assertThat(changed.path()).isEqualTo(keyed.path());
            assertThat(changed.headers()).isEqualTo(keyed.headers());
        }
    }
}
