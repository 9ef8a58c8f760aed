package com.necpgame.harness.slice.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.necpgame.harness.slice.call.SliceDescription.Due;
import com.necpgame.harness.slice.call.SliceDescription.Listener;
import com.necpgame.harness.slice.call.SliceDescription.Route;
import com.necpgame.harness.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceDescriptionTest {
    private static final String LINE = """
            {"module":"economy","routes":[{"method":"GET","path":"/v1/wallet","secured":true}],"sockets":["/voice"],\
            "listeners":[{"name":"WalletOpening","type":"PlayerCreated","pattern":{"detail-type":["PlayerCreated"]}}],\
            "recurring":[{"name":"ClaimSweep","everySeconds":5.0}]}
            """;

    @Test
    void readsTheLine() {
        var slice = SliceDescription.parse(LINE);
        assertThat(slice.module()).isEqualTo("economy");
        assertThat(slice.routes()).containsExactly(new Route("GET", "/v1/wallet", true));
        assertThat(slice.sockets()).containsExactly("/voice");
        assertThat(slice.listeners())
                .containsExactly(new Listener(
                        "WalletOpening", "PlayerCreated", Json.parse("{\"detail-type\":[\"PlayerCreated\"]}")));
        assertThat(slice.recurring()).containsExactly(new Due("ClaimSweep", 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"module", "routes", "sockets", "listeners", "recurring", "secured", "pattern", "everySeconds"})
    void refusesALineThatLacksAMember(String member) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SliceDescription.parse(LINE.replace('"' + member + '"', "\"other\"")))
                .withMessageContaining(member);
    }
}
