package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.GameModules;
import com.necpgame.platform.runtime.event.Listens;
import com.necpgame.platform.runtime.recurring.Recurring;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One setting takes a module out: its routes, its listeners, its recurring work, its table. The rest goes on. */
class ModuleSwitchTest {
    private static final SystemClasses CLASSES = new SystemClasses();

    static Stream<String> modules() {
        return CLASSES.modules().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void takesAModuleOut(String module) {
        try (var store = TemporaryDynamo.open();
                var server = GameServer.over(store.client(), "necpgame.modules." + module, false)) {
            var others = new TreeSet<>(CLASSES.modules().keySet());
            others.remove(module);

            var api = server.get("", "/openapi").ok().path("paths");
            assertThat(api.properties())
                    .extracting(Map.Entry::getKey)
                    .doesNotContainAnyElementsOf(CLASSES.paths(module));
            for (var other : others) {
                assertThat(api.properties()).extracting(Map.Entry::getKey).containsAll(CLASSES.paths(other));
            }
            assertThat(owners(server, Listens.class)).isNotEmpty().doesNotContain(module);
            assertThat(owners(server, Recurring.class)).doesNotContain(module);
            assertThat(store.client().listTables().tableNames())
                    .containsAll(others)
                    .doesNotContain(module);
        }
    }

    private static List<String> owners(GameServer server, Class<?> type) {
        return server.beans(type).stream()
                .map(bean -> GameModules.of(bean.getClass()))
                .toList();
    }

    @Test
    void theGameGoesOnWithoutInventory() {
        try (var store = TemporaryDynamo.open();
                var server = GameServer.over(store.client(), "necpgame.modules.inventory", false)) {
            var player = server.guest("a-device-without-a-bag");
            var grant = Map.of("playerId", player.playerId(), "currency", "credits", "amount", 1000, "reason", "test");
            server.post(server.operator().token(), "/v1/grants", "g1", grant).ok();

            var purchase = server.post(
                            player.token(), "/v1/purchases", "p1", Map.of("offerId", "medkit-pair", "quantity", 1))
                    .ok();

            assertThat(purchase.path("status").asText()).isEqualTo("PAID");
            var bag = server.get(player.token(), "/v1/inventory");
            assertThat(bag.status()).isEqualTo(404);
            assertThat(bag.body().path("code").asText()).isEqualTo("platform/route-not-found");
        }
    }
}
