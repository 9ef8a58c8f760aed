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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions over HTTP, from both sides: those who play, and the servers. Each test has a region to itself. */
class GameSessionHttpTest {
    private static final Registry REGISTRY =
            Registry.open(Map.of("necpgame.gamesim-registry.sessions-per-player-max", 2));

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

    private ApiAnswer create(String subject, Object... pairs) {
        var wanted = body(pairs);
        wanted.putIfAbsent("region", region);
        return REGISTRY.server.as(subject).post(SESSIONS, wanted, fresh("alloc"));
    }

    private String created(String subject, Object... pairs) {
        return create(subject, pairs).isCreated().string("/gameSimId");
    }

    @Test
    void aPlayerGetsASessionASeatAndAToken() {
        var ada = fresh("ada");
        var seat = create(ada).isCreated();

        assertThat(seat.string("/simId")).isEqualTo(sim);
        assertThat(seat.string("/state")).isEqualTo("ALLOCATED");
        assertThat(seat.string("/endpoint")).isEqualTo("203.0.113.7:7777");
        assertThat(seat.number("/spectatorPort")).isEqualTo(7778);
        assertThat(seat.string("/joinCode")).hasSize(6);
        assertThat(seat.number("/slot")).isZero();
        assertThat(seat.string("/role")).isEqualTo("PLAYER");
        assertThat(seat.string("/joinToken")).hasSize(907);
        assertThat(seat.string("/reservedUntil"))
                .isEqualTo(REGISTRY.clock().instant().plusSeconds(60).toString());
        assertThat(seat.string("/players/0/state")).isEqualTo("RESERVED");
        assertThat(REGISTRY.used(sim)).isEqualTo(1);
        assertThat(REGISTRY.servers.server(sim).state()).isEqualTo(GamesimState.ALLOCATED);
        assertThat(REGISTRY.servers.told(seat.string("/gameSimId"))).containsExactly("GameSessionStarted");
        assertThat(REGISTRY.servers.told(sim)).containsExactly("GamesimMoved");
    }

    @Test
    void theSameAllocationIdIsTheSameSession() {
        var ada = REGISTRY.server.as(fresh("ada"));
        var wanted = body("region", region);
        var key = fresh("alloc");
        var first = ada.post(SESSIONS, wanted, key).isCreated();
        var again = ada.post(SESSIONS, wanted, key).isCreated();

        assertThat(again.string("/gameSimId")).isEqualTo(first.string("/gameSimId"));
        assertThat(again.string("/joinToken")).isNotEqualTo(first.string("/joinToken"));
        assertThat(REGISTRY.used(sim)).isEqualTo(1);
        ada.post(SESSIONS, body("region", region, "map", "valley"), key)
                .isRefused(409, "platform/idempotency-key-reused");
        ada.post(SESSIONS, wanted).isRefused(400, "platform/idempotency-key-missing");
        var other = REGISTRY.server.as(fresh("bob")).post(SESSIONS, wanted, key).isCreated();
        assertThat(other.string("/gameSimId")).isNotEqualTo(first.string("/gameSimId"));
    }

    @Test
    void whoAsksAgainAfterTheReservationHasRunOutSitsAgain() {
        var ada = fresh("ada");
        var key = fresh("alloc");
        var first = REGISTRY.server
                .as(ada)
                .post(SESSIONS, body("region", region), key)
                .isCreated();
        var id = first.string("/gameSimId");
        REGISTRY.join("bob-" + ada, id).isCreated();
        REGISTRY.connected(id, sim, 1, "bob-" + ada).isOk();
        REGISTRY.clock().advance(Duration.ofSeconds(61));

        var again = REGISTRY.server
                .as(ada)
                .post(SESSIONS, body("region", region), key)
                .isCreated();

        assertThat(again.string("/gameSimId")).isEqualTo(id);
        assertThat(again.string("/joinToken")).isNotEmpty();
        REGISTRY.report(id, sim, 1, "done").isOk();
        var over = REGISTRY.server
                .as(ada)
                .post(SESSIONS, body("region", region), key)
                .isCreated();
        assertThat(over.string("/state")).isEqualTo("ENDED");
        assertThat(over.json().has("joinToken")).isFalse();
    }

    @Test
    void whoAsksIsToldWhatBecameOfEachServer() {
        var other = fresh("sim");
        REGISTRY.servers.ready(other, 10, 4, "elsewhere", REGISTRY.clock().instant());
        var seat = create(fresh("p"), "explain", true).isCreated();
        var verdicts = new HashMap<String, String>();
        seat.json("/explanation")
                .valueStream()
                .forEach(each -> verdicts.put(
                        each.at("/simId").asString(), each.at("/reason").asString()));

        assertThat(verdicts).containsEntry(sim, "CHOSEN").containsKey(other);
        assertThat(verdicts.get(other)).isNotEqualTo("CHOSEN");
        assertThat(create(fresh("p")).isCreated().json().has("explanation")).isFalse();
    }

    @Test
    void fourJoinAndAFifthDoesNot() {
        var id = created(fresh("p"));
        var slots = new HashSet<Long>();
        for (var subject : List.of(fresh("p"), fresh("p"), fresh("p"))) {
            slots.add(REGISTRY.join(subject, id).isCreated().number("/slot"));
        }

        assertThat(slots).containsExactlyInAnyOrder(1L, 2L, 3L);
        REGISTRY.join(fresh("p"), id).isRefused(409, "gamesim-registry/session-full");
        assertThat(REGISTRY.join(fresh("p"), id, "role", "SPECTATOR")
                        .isCreated()
                        .string("/role"))
                .isEqualTo("SPECTATOR");
    }

    @Test
    void onlySoManyWatch() {
        var id = created(fresh("p"));
        for (int i = 0; i < 16; i++) {
            REGISTRY.join(fresh("w"), id, "role", "SPECTATOR").isCreated();
        }
        REGISTRY.join(fresh("w"), id, "role", "SPECTATOR").isRefused(409, "gamesim-registry/session-full");
        REGISTRY.join(fresh("w"), id).isCreated();
    }

    @Test
    void whoHasASeatGetsItAgainWithAFreshToken() {
        var id = created(fresh("p"), "password", "sesame");
        var bob = fresh("bob");
        var first = REGISTRY.join(bob, id, "password", "sesame").isCreated();
        var again = REGISTRY.join(bob, id).isCreated();

        assertThat(again.number("/slot")).isEqualTo(first.number("/slot"));
        assertThat(again.string("/joinToken")).isNotEqualTo(first.string("/joinToken"));
        assertThat(again.json("/players").size()).isEqualTo(2);
    }

    @Test
    void aReservationThatNobodyUsesIsFreeAgain() {
        var id = created(fresh("p"));
        REGISTRY.connected(id, sim, 1, "nobody").isRefused(400, "gamesim-registry/bad-report");
        var first = fresh("p");
        REGISTRY.join(first, id).isCreated();
        REGISTRY.connected(id, sim, 1, first).isOk();
        for (int i = 0; i < 2; i++) {
            REGISTRY.join(fresh("late"), id).isCreated();
        }
        REGISTRY.join(fresh("p"), id).isRefused(409, "gamesim-registry/session-full");
        REGISTRY.clock().advance(Duration.ofSeconds(61));

        var seat = REGISTRY.join(fresh("p"), id).isCreated();

        assertThat(seat.number("/slot")).isZero();
        assertThat(seat.json("/players").size()).isEqualTo(2);
    }

    @Test
    void whoComesAfterTheirSeatWasGivenAwayIsNotLetIn() {
        var late = fresh("late");
        var id = created(late, "playersMax", 1);
        var watcher = fresh("w");
        REGISTRY.join(watcher, id, "role", "SPECTATOR").isCreated();
        REGISTRY.connected(id, sim, 1, late).isOk();
        REGISTRY.left(id, sim, 2, late).isOk();
        var other = fresh("p");
        REGISTRY.join(other, id).isCreated();

        REGISTRY.connected(id, sim, 3, late).isRefused(400, "gamesim-registry/bad-report");
        REGISTRY.connected(id, sim, 3, other).isOk();
    }

    @Test
    void aPasswordIsNeededWhereThereIsOne() {
        var created = create(fresh("p"), "password", "sesame").isCreated();
        var id = created.string("/gameSimId");

        REGISTRY.join(fresh("p"), id).isRefused(403, "gamesim-registry/password-wrong");
        REGISTRY.join(fresh("p"), id, "password", "Sesame").isRefused(403, "gamesim-registry/password-wrong");
        REGISTRY.joinByCode(fresh("p"), "joinCode", created.string("/joinCode"))
                .isRefused(403, "gamesim-registry/password-wrong");
        REGISTRY.join(fresh("p"), id, "password", "sesame").isCreated();
        assertThat(REGISTRY.server
                        .as(fresh("p"))
                        .get(SESSIONS + "/" + id)
                        .isOk()
                        .text())
                .contains("\"hasPassword\":true")
                .doesNotContain("sesame");
    }

    @Test
    void aPrivateSessionIsKnownByItsCodeAlone() {
        var owner = fresh("p");
        var made = create(owner, "isPrivate", true).isCreated();
        var id = made.string("/gameSimId");
        var code = made.string("/joinCode");

        REGISTRY.join(fresh("p"), id).isRefused(404, "gamesim-registry/session-not-found");
        REGISTRY.server.as(fresh("p")).get(SESSIONS + "/" + id).isRefused(404, "gamesim-registry/session-not-found");
        assertThat(search("")).doesNotContain(id);
        var friend = fresh("p");
        assertThat(REGISTRY.joinByCode(friend, "joinCode", " " + code.toLowerCase() + " ")
                        .isCreated()
                        .string("/gameSimId"))
                .isEqualTo(id);
        assertThat(REGISTRY.server.as(friend).get(SESSIONS + "/" + id).isOk().string("/joinCode"))
                .isEqualTo(code);
        REGISTRY.join(friend, id).isCreated();
        REGISTRY.server.asOperator().get(SESSIONS + "/" + id).isOk();
    }

    @Test
    void codesEndWithTheirSession() {
        var made = create(fresh("p")).isCreated();
        REGISTRY.report(made.string("/gameSimId"), sim, 1, "done").isOk();

        REGISTRY.joinByCode(fresh("p"), "joinCode", made.string("/joinCode"))
                .isRefused(404, "gamesim-registry/session-not-found");
        REGISTRY.joinByCode(fresh("p"), "joinCode", "000000").isRefused(404, "gamesim-registry/session-not-found");
        REGISTRY.joinByCode(fresh("p")).isRefused(400, "gamesim-registry/bad-wish");
        REGISTRY.joinByCode(fresh("p"), "joinCode", "AAAAAA", "backfillToken", "x.y")
                .isRefused(400, "gamesim-registry/bad-wish");
    }

    @Test
    void backfillTokensReserveSlotsWhileTheSessionLives() {
        var id = created(fresh("p"), "isPrivate", true, "password", "sesame");
        var token = backfill(id, 1).isCreated();

        assertThat(token.number("/freeSlots")).isEqualTo(3);
        var good = token.string("/backfillToken");
        var operator = REGISTRY.server.asOperator();
        var four = IntStream.range(0, 4).mapToObj(i -> "plr_" + fresh("b")).toList();
        operator.post(SESSIONS + "/joins", Map.of("backfillToken", good, "players", four))
                .isRefused(409, "gamesim-registry/session-full");
        var seats = operator.post(SESSIONS + "/joins", Map.of("backfillToken", good, "players", four.subList(0, 2)))
                .isCreated();
        assertThat(seats.json("/players").size()).isEqualTo(3);
        assertThat(seats.json().has("joinToken")).isFalse();
        assertThat(REGISTRY.joinByCode(fresh("b"), "backfillToken", good)
                        .isCreated()
                        .string("/joinToken"))
                .isNotEmpty();

        var forged = good.substring(0, good.length() - 2) + (good.endsWith("AA") ? "BB" : "AA");
        for (var bad : List.of(forged, "x", "x.y", "..", good.substring(0, good.indexOf('.')) + ".")) {
            REGISTRY.joinByCode(fresh("b"), "backfillToken", bad).isRefused(403, "gamesim-registry/backfill-invalid");
        }
        REGISTRY.report(id, sim, 1, "done").isOk();
        REGISTRY.joinByCode(fresh("b"), "backfillToken", good).isRefused(403, "gamesim-registry/backfill-invalid");
        backfill(id, 1).isRefused(409, "gamesim-registry/session-over");
    }

    @Test
    void backfillTokensRunOut() {
        var p = fresh("p");
        var id = created(p);
        REGISTRY.connected(id, sim, 1, p).isOk();
        var token = backfill(id, 1).isCreated().string("/backfillToken");
        REGISTRY.clock().advance(Duration.ofMinutes(5));

        REGISTRY.joinByCode(fresh("b"), "backfillToken", token).isRefused(403, "gamesim-registry/backfill-invalid");
        backfill(id, 2).isRefused(410, "gamesim-registry/epoch-over");
        REGISTRY.server
                .as(p)
                .post(SESSIONS + "/" + id + "/backfill", Map.of("simId", sim, "epoch", 1))
                .isRefused(403, "platform/not-allowed");
    }

    private static ApiAnswer backfill(String id, String simId, long epoch) {
        return REGISTRY.server
                .asGameServer()
                .post(SESSIONS + "/" + id + "/backfill", Map.of("simId", simId, "epoch", epoch));
    }

    private ApiAnswer backfill(String id, long epoch) {
        return backfill(id, sim, epoch);
    }

    @Test
    void playersAreInSoManySessionsAtMost() {
        var ada = fresh("ada");
        var first = created(ada);
        created(ada);
        create(ada).isRefused(409, "gamesim-registry/too-many-sessions");
        assertThat(mine(ada)).hasSize(2).contains(first);
        assertThat(REGISTRY.used(sim)).isEqualTo(2);

        REGISTRY.report(first, sim, 1, "done").isOk();
        assertThat(mine(ada)).hasSize(1).doesNotContain(first);
        create(ada).isCreated();
        assertThat(mine(ada)).hasSize(2);
    }

    private static List<String> mine(String subject) {
        return ids(REGISTRY.server.as(subject).get(SESSIONS + "/mine").isOk());
    }

    private static List<String> ids(ApiAnswer answer) {
        return answer.json("/items")
                .valueStream()
                .map(item -> item.at("/gameSimId").asString())
                .toList();
    }

    @Test
    void operatorsMakeAndFillSessionsForPlayersAndPlayersForThemselves() {
        var one = fresh("p");
        var two = fresh("p");
        var operator = REGISTRY.server.asOperator();
        var wanted = body("region", region, "players", List.of("plr_" + one, "plr_" + two));
        var made = operator.post(SESSIONS, wanted, fresh("alloc")).isCreated();
        var id = made.string("/gameSimId");

        assertThat(made.json("/players").size()).isEqualTo(2);
        assertThat(made.json().has("slot")).isFalse();
        assertThat(REGISTRY.join(one, id).isCreated().number("/slot")).isZero();
        assertThat(REGISTRY.join(two, id).isCreated().number("/slot")).isEqualTo(1);
        operator.post(SESSIONS + "/" + id + "/players", Map.of("players", List.of("plr_" + fresh("p"))))
                .isCreated();
        operator.post(SESSIONS + "/" + id + "/players", Map.of()).isRefused(400, "gamesim-registry/bad-wish");
        create(one, "players", List.of("plr_" + two)).isRefused(403, "platform/not-allowed");
        REGISTRY.server.asGameServer().post(SESSIONS, Map.of(), fresh("alloc")).isRefused(403, "platform/not-allowed");
        REGISTRY.server.asNobody().post(SESSIONS, Map.of(), fresh("alloc")).is(401);
    }

    @Test
    void refusesWishesThatBreakARule() {
        var many = new HashMap<String, String>();
        IntStream.range(0, 17).forEach(i -> many.put("k" + i, "v"));
        var ada = fresh("ada");
        refused(ada, "labels", many, "/labels");
        refused(ada, "labels", Map.of("a:b", "v"), "/labels");
        refused(ada, "labels", Map.of("a", "v".repeat(65)), "/labels/a");
        refused(ada, "latencies", Map.of("eu", -1), "/latencies/eu");
        refused(ada, "playersMax", 65, "/playersMax");
        refused(ada, "timeoutSeconds", 26, "/timeoutSeconds");
        refused(ada, "selectors", List.of(Map.of("labels", Map.of("!", "v"))), "/selectors/0/labels");
        create(ada, "channel", "no-such").isRefused(400, "gamesim-registry/bad-wish");
        for (var wrong : List.<Object[]>of(
                new Object[] {"playersMax", 0},
                new Object[] {"playersMax", 256},
                new Object[] {"timeoutSeconds", -1},
                new Object[] {"password", ""},
                new Object[] {"password", "x".repeat(65)},
                new Object[] {"map", "../\u0000"},
                new Object[] {"map", "x".repeat(65)},
                new Object[] {"players", List.of("nobody")},
                new Object[] {"strategy", "LUCKY"})) {
            create(ada, wrong).is(400);
        }
        var operator = REGISTRY.server.asOperator();
        operator.post(SESSIONS, body("playersMax", 1, "players", List.of("plr_a", "plr_b")), fresh("alloc"))
                .isRefused(400, "gamesim-registry/bad-wish");
        assertThat(REGISTRY.used(sim)).isZero();
        assertThat(mine(ada)).isEmpty();
    }

    private void refused(String subject, String field, Object value, String pointer) {
        var answer = create(subject, field, value).isRefused(400, "gamesim-registry/bad-wish");
        assertThat(answer.string("/errors/0/pointer")).isEqualTo(pointer);
    }

    @Test
    void withoutAFreeSlotARequestIsRefusedAfterItsWait() {
        var empty = fresh("region");
        var answer = create(fresh("p"), "region", empty).isRefused(503, "gamesim-registry/no-capacity");

        assertThat(answer.header("Retry-After")).isEqualTo("5");
        create(fresh("p"), "playersMax", 5).isRefused(503, "gamesim-registry/no-capacity");
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
        assertThat(view(id).string("/players/0/state")).isEqualTo("LEFT");
        assertThat(view(id).number("/freeSlots")).isEqualTo(4);
        assertThat(mine(ada)).isEmpty();
    }

    private static ApiAnswer view(String id) {
        return REGISTRY.server.asOperator().get(SESSIONS + "/" + id).isOk();
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

        assertThat(view(id).string("/progress/round")).isEqualTo("2");
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
        assertThat(view(id).string("/state")).isEqualTo("ALLOCATED");
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
        backfill(id, 2).isRefused(409, "gamesim-registry/session-over");
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

    @Test
    void sessionsAreFoundByLabelInPages() {
        var owner = REGISTRY.server.asOperator();
        var made = new HashSet<String>();
        for (int i = 0; i < 5; i++) {
            var wanted = body("region", region, "labels", Map.of("mode", "duel", "rank", "r" + i % 2));
            made.add(owner.post(SESSIONS, wanted, fresh("alloc")).isCreated().string("/gameSimId"));
        }
        var full = owner.post(
                        SESSIONS,
                        body(
                                "region",
                                region,
                                "playersMax",
                                1,
                                "players",
                                List.of("plr_" + fresh("p")),
                                "labels",
                                Map.of("mode", "duel")),
                        fresh("alloc"))
                .isCreated()
                .string("/gameSimId");

        assertThat(search("&label=mode:duel"))
                .containsExactlyInAnyOrderElementsOf(made)
                .doesNotContain(full);
        assertThat(search("&label=mode:duel&label=rank:r1")).hasSize(2);
        assertThat(search("&label=mode:none")).isEmpty();
        var found = new ArrayList<String>();
        var cursor = "";
        do {
            var page = REGISTRY.server
                    .as("searcher")
                    .get(SESSIONS + "?label=mode:duel&limit=2&region=" + region + cursor)
                    .isOk();
            assertThat(ids(page)).hasSizeLessThanOrEqualTo(2);
            found.addAll(ids(page));
            var next = page.json("/nextCursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        assertThat(found).containsExactlyInAnyOrderElementsOf(made);
        REGISTRY.server.as("p").get(SESSIONS + "?label=duel").isRefused(400, "gamesim-registry/bad-wish");
        REGISTRY.server.as("p").get(SESSIONS + "?cursor=AAAA").isRefused(400, "platform/cursor-invalid");
    }

    private List<String> search(String query) {
        return ids(REGISTRY.server
                .as("searcher")
                .get(SESSIONS + "?limit=100&region=" + region + query)
                .isOk());
    }
}
