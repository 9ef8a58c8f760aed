package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.gamesimregistry.fleet.Yard.GAMESIMS;
import static com.necpgame.gamesimregistry.fleet.Yard.offer;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.ApiClient;
import com.necpgame.platform.testkit.Fault;
import com.necpgame.platform.testkit.Rates;
import com.necpgame.platform.testkit.server.Running;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How game servers come, beat and go, and who may ask what of the fleet. */
class GamesimHttpTest {
    private static final Yard YARD = new Yard();

    @AfterAll
    static void close() {
        YARD.close();
    }

    @Test
    void aServerRegistersBeatsAndTakesSessions() {
        var registered = YARD.register("heartbeatSeconds", 10, "labels", Map.of("mode", "duel"))
                .isCreated();
        var simId = registered.string("/simId");

        assertThat(simId).startsWith("sim_");
        assertThat(registered.number("/epoch")).isEqualTo(1);
        assertThat(registered.string("/state")).isEqualTo("STARTING");
        assertThat(registered.number("/heartbeatSeconds")).isEqualTo(10);
        assertThat(Base64.getDecoder().decode(registered.string("/tokenKey")))
                .isEqualTo(YARD.server.bean(TokenKeys.class).of(simId, 1))
                .hasSize(32);
        assertThat(registered.string("/serverTime"))
                .isEqualTo(YARD.server.clock().instant().toString());

        assertThat(YARD.beat(simId, 1, false, false).isOk().string("/state")).isEqualTo("STARTING");
        assertThat(YARD.beat(simId, 1, true, false).isOk().string("/state")).isEqualTo("READY");
        assertThat(YARD.row(simId).hasRoom()).as("its map is not loaded").isFalse();
        assertThat(YARD.beat(simId, 1, true, true).isOk().json("/sessions")).isEmpty();
        assertThat(YARD.row(simId).hasRoom()).isTrue();
        assertThat(YARD.moves(simId)).containsExactly("null>STARTING", "STARTING>READY");
    }

    @Test
    void whatIsNotSaidHasDefaults() {
        var simId = YARD.register().isCreated().string("/simId");

        var offer = YARD.row(simId).offer();

        assertThat(offer.sessionsMax()).isEqualTo(10);
        assertThat(offer.playersMax()).isEqualTo(4);
        assertThat(offer.heartbeatSeconds()).isEqualTo(30);
        assertThat(offer.labels()).isEmpty();
    }

    @Test
    void aBeatIsAnsweredWithTheSessionsHeldAndCountsTheOthers() {
        var server = YARD.ready();
        var held = YARD.lodgers().moveIn(server);

        var answer = YARD.server
                .asGameServer()
                .post(
                        GAMESIMS + "/" + server.simId() + "/heartbeats",
                        Map.of(
                                "epoch",
                                1,
                                "ready",
                                true,
                                "playable",
                                true,
                                "load",
                                0.25,
                                "tickMillis",
                                3.5,
                                "players",
                                4,
                                "sessions",
                                List.of(held.id(), "ses_unknown")))
                .isOk();

        assertThat(answer.string("/state")).isEqualTo("ALLOCATED");
        assertThat(answer.json("/sessions")).hasSize(1);
        assertThat(answer.string("/sessions/0/gameSimId")).isEqualTo(held.id());
        assertThat(answer.string("/sessions/0/state")).isEqualTo("ALLOCATED");
        var row = YARD.row(server.simId());
        assertThat(row.pulse()).isEqualTo(new Gamesim.Pulse(0.25, 3.5, 4));
        assertThat(row.used()).isEqualTo(1);
        assertThat(YARD.server
                        .bean(MeterRegistry.class)
                        .counter("necpgame.gamesim.strays")
                        .count())
                .isEqualTo(1);
    }

    static Stream<Arguments> badOffers() {
        return Stream.of(
                Arguments.of("sessionsMax", 0, "/sessionsMax"),
                Arguments.of("sessionsMax", -1, "/sessionsMax"),
                Arguments.of("sessionsMax", 101, "/sessionsMax"),
                Arguments.of("sessionsMax", Integer.MAX_VALUE, "/sessionsMax"),
                Arguments.of("playersMax", 0, "/playersMax"),
                Arguments.of("playersMax", 65, "/playersMax"),
                Arguments.of("port", 0, "/port"),
                Arguments.of("port", 65536, "/port"),
                Arguments.of("spectatorPort", 0, "/spectatorPort"),
                Arguments.of("address", "", "/address"),
                Arguments.of("address", "two words", "/address"),
                Arguments.of("address", "a/b", "/address"),
                Arguments.of("address", "a".repeat(254), "/address"),
                Arguments.of("build", "", "/build"),
                Arguments.of("build", "b".repeat(65), "/build"),
                Arguments.of("region", "e u", "/region"),
                Arguments.of("zone", "z#1", "/zone"),
                Arguments.of("labels", Map.of("no/slash", "x"), "/labels/no~1slash"),
                Arguments.of("labels", Map.of("mode", ""), "/labels/mode"),
                Arguments.of("labels", many(17), "/labels"),
                Arguments.of("protocolVersion", 0, "/protocolVersion"),
                Arguments.of("heartbeatSeconds", 0, "/heartbeatSeconds"),
                Arguments.of("heartbeatSeconds", 301, "/heartbeatSeconds"),
                Arguments.of("simId", "of-mine", "/simId"));
    }

    private static Map<String, String> many(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "l" + i, i -> "v"));
    }

    @ParameterizedTest
    @MethodSource("badOffers")
    void aServerThatBreaksARuleIsToldWhich(String field, Object value, String pointer) {
        var before = YARD.rows().size();

        var refused = YARD.register(field, value).isRefused(400, "gamesim-registry/bad-server");

        assertThat(refused.json("/errors")).hasSize(1);
        assertThat(refused.string("/errors/0/pointer")).isEqualTo(pointer);
        assertThat(YARD.rows()).hasSize(before);
    }

    @Test
    void allFaultsAreToldAtOnce() {
        var refused =
                YARD.register("port", 0, "build", "", "sessionsMax", 0).isRefused(400, "gamesim-registry/bad-server");

        assertThat(refused.json("/errors")
                        .valueStream()
                        .map(each -> each.at("/pointer").asString()))
                .containsExactly("/port", "/build", "/sessionsMax");
    }

    @ParameterizedTest
    @CsvSource({"address", "port", "build", "region", "protocolVersion"})
    void whatMustBeSaidMustBeSaid(String field) {
        var body = new HashMap<>(offer());
        body.remove(field);

        var refused = YARD.server
                .asGameServer()
                .post(GAMESIMS, body, YARD.fresh("key"))
                .is(400);

        assertThat(refused.text()).contains(field);
    }

    @Test
    void aVersionIsANumber() {
        var simId = YARD.register("protocolVersion", 7).isCreated().string("/simId");

        assertThat(YARD.row(simId).offer().protocolVersion()).isEqualTo(7);
        YARD.register("protocolVersion", "7").isRefused(400, "platform/invalid");
        YARD.register("protocolVersion", "seven").isRefused(400, "platform/invalid");
    }

    @Test
    void registeringTwiceUnderOneKeyIsOnce() {
        var key = YARD.fresh("twice");
        var first = YARD.server.asGameServer().post(GAMESIMS, offer(), key).isCreated();
        var again = YARD.server.asGameServer().post(GAMESIMS, offer(), key).isCreated();

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.isReplayed()).isTrue();
        YARD.server
                .asGameServer()
                .post(GAMESIMS, offer("port", 1), key)
                .isRefused(409, "platform/idempotency-key-reused");
    }

    /** The repetition must not take the second epoch for an earlier one and end it. */
    @Test
    void registeringAnewTwiceUnderOneKeyIsOnce() {
        var simId = YARD.ready().simId();
        var key = YARD.fresh("anew");
        var body = offer("simId", simId);

        var first = YARD.server.asGameServer().post(GAMESIMS, body, key).isCreated();
        YARD.beat(simId, 2, true, true).isOk();
        var again = YARD.server.asGameServer().post(GAMESIMS, body, key).isCreated();

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(YARD.row(simId).epoch()).isEqualTo(2);
        assertThat(YARD.row(simId).state()).isEqualTo(GamesimState.READY);
    }

    @Test
    void aLostAnswerToRegisterIsRepeated() {
        var before = YARD.rows().size();
        YARD.faults.loud(Rates.of(Fault.REPLY_LOST, 0.3).and(Fault.CONFLICT, 0.2));
        for (int i = 0; i < 10; i++) {
            var key = YARD.fresh("lost");
            Running.untilAnswered(() -> YARD.server.asGameServer().post(GAMESIMS, offer(), key))
                    .isCreated();
            Running.untilAnswered(() -> YARD.server.asGameServer().post(GAMESIMS, offer(), key))
                    .isCreated();
        }
        YARD.faults.quiet();

        assertThat(YARD.rows()).hasSize(before + 10);
    }

    @Test
    void aServerThatReturnsHasANewEpochAndItsSessionsAreLost() {
        var old = YARD.ready();
        YARD.lodgers().moveIn(old);
        YARD.lodgers().moveIn(YARD.row(old.simId()));
        assertThat(YARD.row(old.simId()).used()).isEqualTo(2);

        var anew = YARD.register("simId", old.simId(), "sessionsMax", 3).isCreated();

        assertThat(anew.string("/simId")).isEqualTo(old.simId());
        assertThat(anew.number("/epoch")).isEqualTo(2);
        assertThat(anew.string("/tokenKey"))
                .isNotEqualTo(Base64.getEncoder()
                        .encodeToString(YARD.server.bean(TokenKeys.class).of(old.simId(), 1)));
        assertThat(YARD.row(old.simId()).used()).isZero();
        assertThat(YARD.row(old.simId()).offer().sessionsMax()).isEqualTo(3);
        assertThat(YARD.lodgers().held(old.simId(), 1)).isEmpty();
        assertThat(YARD.table().endings(old.shard())).extracting(Ending::simId).doesNotContain(old.simId());
        assertThat(YARD.moves(old.simId()))
                .containsExactly(
                        "null>STARTING", "STARTING>READY", "READY>ALLOCATED", "ALLOCATED>LOST", "null>STARTING");
    }

    @Test
    void aSimIdThatIsNotKnownAnyMoreGetsANewOne() {
        var registered = YARD.register("simId", "sim_forgotten").isCreated();

        assertThat(registered.string("/simId")).isNotEqualTo("sim_forgotten");
        assertThat(registered.number("/epoch")).isEqualTo(1);
    }

    @Test
    void anOldEpochIsOver() {
        var simId = YARD.ready().simId();
        YARD.register("simId", simId).isCreated();

        YARD.beat(simId, 1, true, true).isRefused(410, "gamesim-registry/epoch-over");
        YARD.beat(simId, 3, true, true).isRefused(410, "gamesim-registry/epoch-over");
        YARD.shutdown(simId, 1).isRefused(410, "gamesim-registry/epoch-over");
        YARD.server
                .asGameServer()
                .post(GAMESIMS + "/" + simId + "/drain", Map.of("epoch", 1, "deadlineSeconds", 1))
                .isRefused(410, "gamesim-registry/epoch-over");
        assertThat(YARD.row(simId).state()).isEqualTo(GamesimState.STARTING);
    }

    @Test
    void theDeadDoNotBeat() {
        var server = YARD.ready();
        YARD.lodgers().moveIn(server);

        var gone = YARD.shutdown(server.simId(), 1).isOk();

        assertThat(gone.string("/state")).isEqualTo("SHUTDOWN");
        assertThat(YARD.lodgers().held(server.simId(), 1)).isEmpty();
        assertThat(YARD.row(server.simId()).used()).isZero();
        assertThat(YARD.row(server.simId()).exp()).isNotNull();
        YARD.beat(server.simId(), 1, true, true).isRefused(410, "gamesim-registry/epoch-over");
        YARD.shutdown(server.simId(), 1).isRefused(410, "gamesim-registry/epoch-over");
        assertThat(YARD.register("simId", server.simId()).isCreated().number("/epoch"))
                .isEqualTo(2);
        assertThat(YARD.row(server.simId()).exp()).isNull();
    }

    @Test
    void aServerThatIsNotThereIsNotFound() {
        YARD.beat("sim_nobody", 1, true, true).isRefused(404, "gamesim-registry/server-not-found");
        YARD.shutdown("sim_nobody", 1).isRefused(404, "gamesim-registry/server-not-found");
        YARD.drain("sim_nobody", 1).isRefused(404, "gamesim-registry/server-not-found");
        YARD.server.asOperator().get(GAMESIMS + "/sim_nobody").isRefused(404, "gamesim-registry/server-not-found");
    }

    @ParameterizedTest
    @CsvSource({"load,-0.1", "load,1001", "tickMillis,-1", "tickMillis,60001", "players,-1", "players,255001"})
    void aBeatThatBreaksARuleChangesNothing(String field, double value) {
        var simId = YARD.register().isCreated().string("/simId");
        var body = new HashMap<String, Object>(Map.of("epoch", 1, "ready", true, "playable", true));
        body.put(field, field.equals("players") ? (Object) (int) value : (Object) value);

        var refused = YARD.server.asGameServer().post(GAMESIMS + "/" + simId + "/heartbeats", body);

        refused.isRefused(400, "gamesim-registry/bad-server");
        assertThat(refused.string("/errors/0/pointer")).isEqualTo("/" + field);
        assertThat(YARD.row(simId).state()).isEqualTo(GamesimState.STARTING);
    }

    @Test
    void aBeatWithTooManySessionsIsRefused() {
        var simId = YARD.register().isCreated().string("/simId");
        var sessions = IntStream.rangeClosed(0, 1000).mapToObj(i -> "ses_" + i).collect(Collectors.toSet());

        YARD.server
                .asGameServer()
                .post(
                        GAMESIMS + "/" + simId + "/heartbeats",
                        Map.of("epoch", 1, "ready", true, "playable", true, "sessions", sessions))
                .isRefused(400, "gamesim-registry/bad-server");
    }

    static Stream<Arguments> routes() {
        Map<String, Object> beat = Map.of("epoch", 1, "ready", true, "playable", true);
        Function<String, Function<ApiClient, ApiAnswer>> get = path -> caller -> caller.get(path);
        return Stream.of(
                route("register", "sim", caller -> caller.post(GAMESIMS, offer(), "k")),
                route("beat", "sim", caller -> caller.post(GAMESIMS + "/sim_x/heartbeats", beat)),
                route("shutdown", "sim", caller -> caller.post(GAMESIMS + "/sim_x/shutdown", Map.of("epoch", 1))),
                route(
                        "drain",
                        "sim op",
                        caller -> caller.post(GAMESIMS + "/sim_x/drain", Map.of("epoch", 1, "deadlineSeconds", 1))),
                route("list", "op", get.apply(GAMESIMS)),
                route("one", "op", get.apply(GAMESIMS + "/sim_x")),
                route("channel", "op", get.apply(GAMESIMS + "/channels/default")));
    }

    private static Arguments route(String name, String allowed, Function<ApiClient, ApiAnswer> call) {
        return Arguments.of(name, Set.of(allowed.split(" ")), call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void onlyWhoMayMay(String name, Set<String> allowed, Function<ApiClient, ApiAnswer> call) {
        var callers = Map.of(
                "sim", YARD.server.asGameServer(), "op", YARD.server.asOperator(), "player", YARD.server.as("ada"));

        callers.forEach((who, caller) -> {
            var answer = call.apply(caller);
            if (allowed.contains(who)) {
                assertThat(answer.status()).as(who).isNotEqualTo(403);
            } else {
                answer.isRefused(403, "platform/not-allowed");
            }
        });
        assertThat(call.apply(YARD.server.asNobody()).status()).isEqualTo(401);
    }

    @Test
    void aFullFleetTakesNoMore() {
        try (var yard = new Yard(Map.of("necpgame.gamesim-registry.servers-max", 2))) {
            var first = yard.register().isCreated().string("/simId");
            yard.register().isCreated();

            var refused = yard.register().isRefused(503, "gamesim-registry/fleet-full");

            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(yard.rows()).hasSize(2);
            yard.register("simId", first).isCreated();
            yard.shutdown(first, 2).isOk();
            yard.register().isCreated();
        }
    }

    /** The registry's clock alone counts: nothing that a server says tells a time. */
    @Test
    void aClockThatIsSetBackDoesNotStopTheFleet() {
        try (var yard = new Yard()) {
            var server = yard.ready();
            yard.server.clock().set(yard.server.clock().instant().minus(Duration.ofHours(1)));

            yard.beat(server.simId(), 1, true, true).isOk();
            yard.sweep();

            assertThat(yard.row(server.simId()).state()).isEqualTo(GamesimState.READY);
        }
    }
}
