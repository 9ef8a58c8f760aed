package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.gamesimregistry.fleet.Yard.GAMESIMS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The operators' list of servers. */
class FleetListHttpTest {
    @Test
    void operatorsListWhatTheyAskFor() {
        try (var yard = new Yard()) {
            var eu = yard.ready("region", "eu", "labels", Map.of("mode", "duel"));
            var us = yard.ready("region", "us", "build", "2.0");
            var starting = yard.register("region", "us").isCreated().string("/simId");

            assertThat(ids(yard, "")).containsExactlyInAnyOrder(eu.simId(), us.simId(), starting);
            assertThat(ids(yard, "?region=eu")).containsExactly(eu.simId());
            assertThat(ids(yard, "?build=2.0")).containsExactly(us.simId());
            assertThat(ids(yard, "?state=STARTING")).containsExactly(starting);
            assertThat(ids(yard, "?label=mode:duel")).containsExactly(eu.simId());
            assertThat(ids(yard, "?label=mode:siege")).isEmpty();
            var operator = yard.server.asOperator();
            operator.get(GAMESIMS + "?label=mode").isRefused(400, "platform/invalid");
            assertThat(operator.get(GAMESIMS + "?state=SLEEPING").status()).isEqualTo(400);
            operator.get(GAMESIMS + "?cursor=rubbish").isRefused(400, "platform/cursor-invalid");
            var one = operator.get(GAMESIMS + "/" + eu.simId()).isOk();
            assertThat(one.string("/state")).isEqualTo("READY");
            assertThat(one.string("/labels/mode")).isEqualTo("duel");
        }
    }

    @Test
    void theListComesInPages() {
        try (var yard = new Yard()) {
            for (int i = 0; i < 25; i++) {
                yard.register().isCreated();
            }
            var all = new ArrayList<String>();
            JsonNode page =
                    yard.server.asOperator().get(GAMESIMS + "?limit=7").isOk().json();
            while (true) {
                page.path("items").forEach(each -> all.add(each.path("simId").asString()));
                if (page.path("nextCursor").isNull()) {
                    break;
                }
                page = yard.server
                        .asOperator()
                        .get(GAMESIMS + "?limit=7&cursor="
                                + page.path("nextCursor").asString())
                        .isOk()
                        .json();
            }

            assertThat(all).hasSize(25).isSorted().doesNotHaveDuplicates();
            var ofAnother = yard.server.asOperator().get(GAMESIMS + "?limit=7").string("/nextCursor");
            yard.server
                    .asOperator()
                    .get(GAMESIMS + "?limit=7&region=north&cursor=" + ofAnother)
                    .isRefused(400, "platform/cursor-invalid");
        }
    }

    private static List<String> ids(Yard yard, String query) {
        return yard.server
                .asOperator()
                .get(GAMESIMS + query)
                .isOk()
                .json("/items")
                .valueStream()
                .map(each -> each.path("simId").asString())
                .toList();
    }
}
