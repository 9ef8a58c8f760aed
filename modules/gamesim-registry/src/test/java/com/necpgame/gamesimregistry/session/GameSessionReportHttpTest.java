package com.necpgame.gamesimregistry.session;

import static com.necpgame.gamesimregistry.session.Registry.SESSIONS;
import static com.necpgame.gamesimregistry.session.Registry.body;
import static com.necpgame.gamesimregistry.session.Registry.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.contracts.gamesimregistry.GameSessionState;
import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.testkit.ApiAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What servers tell of their sessions over HTTP, and how sessions end. Each test has a region to itself. */
class GameSessionReportHttpTest {
    private static final Registry REGISTRY = Registry.open(Map.of());

    private String region = "";
    private String sim = "";

    @AfterAll
    static void close() throws Exception {
        REGISTRY.close();
    }

    @BeforeEach
    void startServer() {
        region = fresh("region");
        sim = fresh("sim");
        REGISTRY.servers.ready(sim, 10, 4, region, REGISTRY.clock().instant());
    }

    private String created(String subject, Object... pairs) {
        return REGISTRY.create(region, subject, pairs).isCreated().string("/gameSimId");
    }

    @Test
    void theFirstPlayerClaimsASessionAndUpdatesAreAppliedOnce() {
        var ada = fresh("ada");
        var id = created(ada);

        assertThat(REGISTRY.connected(id, sim, 1, ada).isOk().text()).isEqualTo("{\"seq\":1,\"replayed\":false}");
        assertThat(REGISTRY.state(id)).isEqualTo(GameSessionState.ACTIVE);
        assertThat(REGISTRY.left(id, sim, 5, ada).isOk().text()).isEqualTo("{\"seq\":5,\"replayed\":false}");
        assertThat(REGISTRY.connected(id, sim, 4, ada).isOk().text()).isEqualTo("{\"seq\":5,\"replayed\":true}");
        assertThat(REGISTRY.left(id, sim, 5, ada).isOk().text()).isEqualTo("{\"seq\":5,\"replayed\":true}");
        assertThat(REGISTRY.view(id).string("/players/0/state")).isEqualTo("LEFT");
        assertThat(REGISTRY.view(id).number("/freeSlots")).isEqualTo(4);
        assertThat(REGISTRY.mine(ada)).isEmpty();
    }

    @Test
    void whatServersTellOfAGameIsKept() {
        var ada = fresh("ada");
        var id = created(ada);
        var told = body(
                "simId",
                sim,
                "epoch",
                1,
                "seq",
                1,
                "events",
                List.of(Map.of("type", "LOOT", "playerId", "plr_" + ada, "data", Map.of("item", "sword"))),
                "state",
                Map.of("round", "2"));
        REGISTRY.server
                .asGameServer()
                .post(SESSIONS + "/" + id + "/updates", told)
                .isOk();

        assertThat(REGISTRY.view(id).string("/progress/round")).isEqualTo("2");
        var page = REGISTRY.table.happenings(id, PageOf.first(10));
        assertThat(page.items()).singleElement().satisfies(kept -> {
            assertThat(kept.seq()).isEqualTo(1);
            assertThat(kept.events().getFirst().data()).containsEntry("item", "sword");
        });
    }

    @Test
    void refusesUpdatesThatBreakARule() {
        var ada = fresh("ada");
        var id = created(ada);
        var events = new ArrayList<Map<String, Object>>();
        IntStream.range(0, 101).forEach(i -> events.add(Map.of("type", "KILL")));
        var player = Map.of("playerId", "plr_" + ada, "state", "RESERVED");

        wrong(id, "players", List.of(player)).isRefused(400, "gamesim-registry/bad-report");
        wrong(id, "events", events).is(400);
        wrong(id, "events", List.of(Map.of("type", ""))).is(400);
        wrong(id, "events", List.of(Map.of("type", "A", "data", Map.of("k", "v".repeat(257)))))
                .isRefused(400, "gamesim-registry/bad-report");
        wrong(id, "state", Map.of("k", "v".repeat(257))).isRefused(400, "gamesim-registry/bad-report");
        wrong(id, "seq", 0).is(400);
        wrong(id, "epoch", 0).is(400);
        wrong(id, "epoch", 2).isRefused(410, "gamesim-registry/epoch-over");
        wrong(id, "simId", "sim-of-nobody").isRefused(404, "gamesim-registry/server-not-found");
        wrong("ses_none", "seq", 1).isRefused(404, "gamesim-registry/session-not-found");
        var other = fresh("sim");
        REGISTRY.servers.ready(other, 10, 4, fresh("region"), REGISTRY.clock().instant());
        wrong(id, "simId", other).isRefused(403, "gamesim-registry/not-its-server");
        REGISTRY.server
                .as(ada)
                .post(SESSIONS + "/" + id + "/updates", body("simId", sim, "epoch", 1, "seq", 1))
                .isRefused(403, "platform/not-allowed");
        assertThat(REGISTRY.view(id).string("/state")).isEqualTo("ALLOCATED");
    }

    private ApiAnswer wrong(String id, String field, Object value) {
        var told = body("simId", sim, "epoch", 1, "seq", 1);
        told.put(field, value);
        return REGISTRY.server.asGameServer().post(SESSIONS + "/" + id + "/updates", told);
    }

    @Test
    void theClosingReportEndsASessionOnce() {
        var ada = fresh("ada");
        var id = created(ada);
        REGISTRY.connected(id, sim, 1, ada).isOk();
        var first = close(id, 10).isOk();

        assertThat(first.text()).isEqualTo("{\"gameSimId\":\"" + id + "\",\"state\":\"ENDED\"}");
        assertThat(close(id, 10).isOk().text()).isEqualTo(first.text());
        close(id, 11).isRefused(409, "gamesim-registry/session-over");
        REGISTRY.left(id, sim, 2, ada).isRefused(409, "gamesim-registry/session-over");
        REGISTRY.join(fresh("p"), id).isRefused(409, "gamesim-registry/session-over");

        assertThat(REGISTRY.used(sim)).isZero();
        assertThat(REGISTRY.servers.server(sim).state()).isEqualTo(GamesimState.READY);
        assertThat(REGISTRY.servers.told(id)).containsExactly("GameSessionStarted", "GameSessionOver");
        var over = REGISTRY.server.as(ada).get(SESSIONS + "/" + id).isOk();
        assertThat(over.number("/results/0/kills")).isEqualTo(10);
        assertThat(over.string("/results/0/loot/0/item")).isEqualTo("sword");
        assertThat(over.string("/checksum")).isEqualTo("c0ffee");
        REGISTRY.clock().advance(Duration.ofDays(7));
        REGISTRY.server.as(ada).get(SESSIONS + "/" + id).isRefused(404, "gamesim-registry/session-not-found");
    }

    private ApiAnswer close(String id, int kills) {
        var player = REGISTRY.session(id).seats().getFirst().playerId();
        return REGISTRY.server
                .asGameServer()
                .post(SESSIONS + "/" + id + "/report", report(result(player.value(), kills)), fresh("report"));
    }

    private Map<String, Object> report(Map<String, Object> result) {
        return body("simId", sim, "epoch", 1, "reason", "round-over", "checksum", "c0ffee", "results", List.of(result));
    }

    private static Map<String, Object> result(String playerId, int kills) {
        return body(
                "playerId",
                playerId,
                "score",
                -3,
                "kills",
                kills,
                "deaths",
                1,
                "assists",
                0,
                "damage",
                950,
                "shots",
                60,
                "hits",
                31,
                "seconds",
                300,
                "outcome",
                "WON",
                "loot",
                List.of(Map.of("itemId", "sword", "quantity", 2)));
    }

    @Test
    void refusesReportsThatBreakARule() {
        var ada = fresh("ada");
        var id = created(ada);
        for (var wrong : List.of(
                result("plr_stranger", 1),
                with("kills", -1),
                with("outcome", ""),
                with("shots", -1),
                with("loot", List.of(Map.of("itemId", "a", "quantity", 0))),
                with("playerId", "nobody"))) {
            REGISTRY.server
                    .asGameServer()
                    .post(SESSIONS + "/" + id + "/report", report(wrong))
                    .is(400);
        }
        var twice = report(result("plr_" + ada, 1));
        twice.put("results", List.of(result("plr_" + ada, 1), result("plr_" + ada, 2)));
        var refused = REGISTRY.server.asGameServer().post(SESSIONS + "/" + id + "/report", twice);
        assertThat(refused.isRefused(400, "gamesim-registry/bad-report").string("/errors/0/pointer"))
                .isEqualTo("/results/1/playerId");
        REGISTRY.report(id, sim, 2, "x").isRefused(410, "gamesim-registry/epoch-over");
        REGISTRY.report("ses_none", sim, 1, "x").isRefused(404, "gamesim-registry/session-not-found");
        assertThat(REGISTRY.state(id)).isEqualTo(GameSessionState.ALLOCATED);
    }

    private Map<String, Object> with(String field, Object value) {
        var result = result("plr_stranger", 1);
        result.put(field, value);
        return result;
    }

    @Test
    void serversThatAreGoneAreNotHeard() {
        var ada = fresh("ada");
        var id = created(ada);
        REGISTRY.servers.end(sim, GamesimState.LOST);
        REGISTRY.connected(id, sim, 1, ada).isRefused(410, "gamesim-registry/epoch-over");
        REGISTRY.report(id, sim, 1, "x").isRefused(410, "gamesim-registry/epoch-over");
        REGISTRY.lose(sim, 1);

        assertThat(REGISTRY.state(id)).isEqualTo(GameSessionState.LOST);
        assertThat(REGISTRY.used(sim)).isZero();
        REGISTRY.lose(sim, 1);
        assertThat(REGISTRY.over(id)).isEqualTo(1);
        assertThat(REGISTRY.used(sim)).isZero();
    }

    @Test
    void theSessionsOfAnEarlierEpochHoldNothingOfTheNext() {
        var id = created(fresh("p"));
        REGISTRY.servers.registerAgain(sim, REGISTRY.clock().instant());
        assertThat(REGISTRY.used(sim)).isZero();
        REGISTRY.backfill(id, sim, 2).isRefused(409, "gamesim-registry/session-over");
        REGISTRY.lose(sim, 1);

        assertThat(REGISTRY.state(id)).isEqualTo(GameSessionState.LOST);
        assertThat(REGISTRY.used(sim)).isZero();
    }

    @Test
    void aSessionThatNobodyClaimsIsFreedOnce() {
        var id = created(fresh("p"));
        var claimed = created(fresh("p"));
        REGISTRY.connected(
                        claimed,
                        sim,
                        1,
                        REGISTRY.session(claimed)
                                .seats()
                                .getFirst()
                                .playerId()
                                .value()
                                .substring(4))
                .isOk();
        REGISTRY.clock().advance(Duration.ofSeconds(59));
        REGISTRY.sweep();
        assertThat(REGISTRY.used(sim)).isEqualTo(2);
        REGISTRY.clock().advance(Duration.ofSeconds(1));
        REGISTRY.join(fresh("p"), id).isRefused(409, "gamesim-registry/session-over");
        REGISTRY.sweep();
        REGISTRY.sweep();

        assertThat(REGISTRY.state(id)).isEqualTo(GameSessionState.EXPIRED);
        assertThat(REGISTRY.state(claimed)).isEqualTo(GameSessionState.ACTIVE);
        assertThat(REGISTRY.used(sim)).isEqualTo(1);
        assertThat(REGISTRY.over(id)).isEqualTo(1);
        REGISTRY.report(id, sim, 1, "x").isRefused(409, "gamesim-registry/session-over");
    }
}
