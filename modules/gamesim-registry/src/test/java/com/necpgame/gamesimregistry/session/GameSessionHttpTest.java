package com.necpgame.gamesimregistry.session;

import static com.necpgame.gamesimregistry.session.Registry.SESSIONS;
import static com.necpgame.gamesimregistry.session.Registry.body;
import static com.necpgame.gamesimregistry.session.Registry.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.contracts.gamesimregistry.GamesimState;
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

/** Sessions over HTTP, as those who play ask for them, join and find them. Each test has a region to itself. */
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
        return REGISTRY.create(region, subject, pairs);
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
        assertThat(REGISTRY.joinByCode(
                                friend, "joinCode", " " + code.toLowerCase().substring(0, 3) + "-" + code.substring(3))
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
        for (var none : List.of("000000", "", "  ", "-", "AAAAA", "AAAAAAA", "#AAAAA")) {
            REGISTRY.joinByCode(fresh("p"), "joinCode", none).isRefused(404, "gamesim-registry/session-not-found");
        }
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

    private ApiAnswer backfill(String id, long epoch) {
        return REGISTRY.backfill(id, sim, epoch);
    }

    @Test
    void playersAreInSoManySessionsAtMost() {
        var ada = fresh("ada");
        var first = created(ada);
        created(ada);
        create(ada).isRefused(409, "gamesim-registry/too-many-sessions");
        assertThat(REGISTRY.mine(ada)).hasSize(2).contains(first);
        assertThat(REGISTRY.used(sim)).isEqualTo(2);

        REGISTRY.report(first, sim, 1, "done").isOk();
        assertThat(REGISTRY.mine(ada)).hasSize(1).doesNotContain(first);
        create(ada).isCreated();
        assertThat(REGISTRY.mine(ada)).hasSize(2);
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
        refused(ada, "labels", Map.of("a:b", "v"), "/labels/a:b");
        refused(ada, "labels", Map.of("a", "b c"), "/labels/a");
        refused(ada, "labels", Map.of("a", "v".repeat(65)), "/labels/a");
        refused(ada, "latencies", Map.of("eu", -1), "/latencies/eu");
        refused(ada, "playersMax", 65, "/playersMax");
        refused(ada, "timeoutSeconds", 26, "/timeoutSeconds");
        refused(ada, "selectors", List.of(Map.of("labels", Map.of("!", "v"))), "/selectors/0/labels/!");
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
        assertThat(REGISTRY.mine(ada)).isEmpty();
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
            assertThat(Registry.ids(page)).hasSizeLessThanOrEqualTo(2);
            found.addAll(Registry.ids(page));
            var next = page.json("/nextCursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        assertThat(found).containsExactlyInAnyOrderElementsOf(made);
        REGISTRY.server.as("p").get(SESSIONS + "?label=duel").isRefused(400, "gamesim-registry/bad-wish");
        REGISTRY.server.as("p").get(SESSIONS + "?cursor=AAAA").isRefused(400, "platform/cursor-invalid");
    }

    private List<String> search(String query) {
        return Registry.ids(REGISTRY.server
                .as("searcher")
                .get(SESSIONS + "?limit=100&region=" + region + query)
                .isOk());
    }
}
