package com.necpgame.player;

import static com.necpgame.player.Players.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.runtime.event.EventEnvelope;
import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.ApiClient;
import com.necpgame.platform.testkit.Fault;
import com.necpgame.platform.testkit.Rates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlayerHttpTest {
    private Players players;

    @BeforeAll
    void start() {
        players = new Players();
    }

    @AfterAll
    void stop() {
        players.close();
    }

    @Test
    void theFirstUseMakesAProfileAndTellsOfThePlayer() {
        var first = as("first-1").get("/v1/profile");
        var again = as("first-1").get("/v1/profile");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(first.json()).isEqualTo(json("""
            {"playerId": "plr_first-1", "displayName": "Player irst-1", "bio": null, "settings": {}, "server": {},
             "joinedAt": "2026-11-20T10:00:00Z", "editedAt": "2026-11-20T10:00:00Z"}\
            """));
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(players.told("plr_first-1")).extracting(EventEnvelope::type).containsExactly("PlayerJoined");
    }

    @Test
    void anEditReplacesWhatThePlayerMayChange() {
        var ada = as("edit");
        ada.get("/v1/profile");
        players.server.clock().advance(Duration.ofMinutes(1));

        var edited = put(ada, "/v1/profile", "\"1\"", """
            {"displayName": " Ada ", "bio": "Builds engines.\\nPoetically.", "settings": {"volume": "7", "map": ""}}\
            """);
        var read = ada.get("/v1/profile");

        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.header("ETag")).isEqualTo("\"2\"");
        assertThat(edited.string("/displayName")).isEqualTo("Ada");
        assertThat(edited.string("/bio")).isEqualTo("Builds engines.\nPoetically.");
        assertThat(edited.json("/settings")).isEqualTo(json("{\"volume\": \"7\", \"map\": \"\"}"));
        assertThat(edited.string("/editedAt")).isGreaterThan(edited.string("/joinedAt"));
        assertThat(read.json()).isEqualTo(edited.json());
        assertThat(read.header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void whatAnEditLeavesOutIsGone() {
        var ada = as("leaves-out");
        put(ada, "/v1/profile", "*", "{\"displayName\": \"Ada\", \"bio\": \"b\", \"settings\": {\"a\": \"1\"}}");

        var edited = put(ada, "/v1/profile", "*", "{\"displayName\": \"Ada\"}");

        assertThat(edited.json("/bio").isNull()).isTrue();
        assertThat(edited.json("/settings")).isEmpty();
    }

    @Test
    void aNameIsStoredInNormalFormC() {
        var decomposed = put(as("nfc"), "/v1/profile", "*", Map.of("displayName", "Zoe\u0308"));

        assertThat(decomposed.string("/displayName")).isEqualTo("Zo\u00eb");
    }

    /** Counted as readers count, not in units of UTF-16. */
    @Test
    void aNameOfThirtyTwoEmojiIsNotTooLong() {
        var edited = put(as("emoji"), "/v1/profile", "*", Map.of("displayName", "🚀".repeat(32)));

        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.string("/displayName")).isEqualTo("🚀".repeat(32));
    }

    @Test
    void twoPlayersMayHaveOneName() {
        assertThat(put(as("same-1"), "/v1/profile", "*", Map.of("displayName", "Zed"))
                        .status())
                .isEqualTo(200);
        assertThat(put(as("same-2"), "/v1/profile", "*", Map.of("displayName", "Zed"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void othersSeeThePublicFieldsOnly() {
        put(
                as("seen"),
                "/v1/profile",
                "*",
                "{\"displayName\": \"Seen\", \"bio\": \"b\", \"settings\": {\"a\": \"1\"}}");
        put(players.server.asGameServer(), "/v1/profiles/plr_seen/server", "*", "{\"fields\": {\"mmr\": \"1500\"}}");

        for (var other :
                new ApiClient[] {as("looker"), as("seen"), players.server.asOperator(), players.server.asGameServer()
                }) {
            var seen = other.get("/v1/profiles/plr_seen");

            assertThat(seen.json())
                    .isEqualTo(json("{\"playerId\": \"plr_seen\", \"displayName\": \"Seen\", \"bio\": \"b\"}"));
            assertThat(seen.header("ETag")).isEqualTo("\"3\"");
        }
    }

    @Test
    void serversKeepFieldsThatTheOwnerReadsAndCannotChange() {
        var owner = as("kept");
        owner.get("/v1/profile");
        var server = players.server.asGameServer();

        var kept = put(server, "/v1/profiles/plr_kept/server", "\"1\"", "{\"fields\": {\"mmr\": \"1500\"}}");
        var edited = put(owner, "/v1/profile", "\"2\"", "{\"displayName\": \"Kept\"}");

        assertThat(kept.json()).isEqualTo(json("{\"playerId\": \"plr_kept\", \"fields\": {\"mmr\": \"1500\"}}"));
        assertThat(kept.header("ETag")).isEqualTo("\"2\"");
        assertThat(edited.json("/server")).isEqualTo(json("{\"mmr\": \"1500\"}"));
        assertThat(players.server
                        .asOperator()
                        .get("/v1/profiles/plr_kept/server")
                        .json())
                .isEqualTo(kept.json());
        assertThat(put(server, "/v1/profiles/plr_kept/server", "\"2\"", "{\"fields\": {}}")
                        .outcome())
                .isEqualTo("412 platform/version-outdated");
        assertThat(put(players.server.asOperator(), "/v1/profiles/plr_kept/server", "\"3\"", "{\"fields\": {}}")
                        .json())
                .isEqualTo(json("{\"playerId\": \"plr_kept\", \"fields\": {}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"1\"", "\"7\", \"1\"", " \"1\" "})
    void anEditMayNameTheVersionInSeveralWays(String ifMatch) {
        var ada = as("ways-" + Integer.toHexString(ifMatch.hashCode()));
        ada.get("/v1/profile");

        assertThat(put(ada, "/v1/profile", ifMatch, Map.of("displayName", "Ada"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"1\"", "1", "\"2\"", "\"\"", "x"})
    void anEditOfAnotherVersionIsRefused(String ifMatch) {
        var ada = as("other");

        assertThat(put(ada, "/v1/profile", ifMatch, Map.of("displayName", "Other"))
                        .outcome())
                .isEqualTo("412 platform/version-outdated");
        assertThat(ada.get("/v1/profile").header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void anEditWithoutAVersionIsRefused() {
        assertThat(put(as("none"), "/v1/profile", Map.of("displayName", "None")).outcome())
                .isEqualTo("428 platform/version-missing");
        assertThat(put(players.server.asOperator(), "/v1/profiles/plr_none/server", "{\"fields\": {}}")
                        .outcome())
                .isEqualTo("428 platform/version-missing");
    }

    @Test
    void eachRouteHasItsCallers() {
        as("roles").get("/v1/profile");

        assertThat(players.server.asNobody().get("/v1/profile").status()).isEqualTo(401);
        assertThat(players.server.asNobody().get("/v1/profiles/plr_roles").status())
                .isEqualTo(401);
        assertThat(players.server.asOperator().get("/v1/profile").outcome()).isEqualTo("403 platform/not-allowed");
        assertThat(put(players.server.asGameServer(), "/v1/profile", "*", Map.of("displayName", "Sim"))
                        .outcome())
                .isEqualTo("403 platform/not-allowed");
        assertThat(as("roles").get("/v1/profiles/plr_roles/server").outcome()).isEqualTo("403 platform/not-allowed");
        assertThat(put(as("roles"), "/v1/profiles/plr_roles/server", "*", "{\"fields\": {}}")
                        .outcome())
                .isEqualTo("403 platform/not-allowed");
    }

    /** Why, in the catalogue's order; how to meet it. */
    private record Refused(PlayerProblem problem, String when, Function<PlayerHttpTest, ApiAnswer> request) {
        @Override
        public String toString() {
            return problem + " when " + when;
        }
    }

    static Stream<Refused> refusals() {
        return Stream.of(
                new Refused(PlayerProblem.NAME_NOT_ALLOWED, "blank", t -> t.name("  ")),
                new Refused(PlayerProblem.NAME_NOT_ALLOWED, "33 characters", t -> t.name("n".repeat(33))),
                new Refused(PlayerProblem.NAME_NOT_ALLOWED, "a control character", t -> t.name("A\u0000da")),
                new Refused(PlayerProblem.NAME_NOT_ALLOWED, "two lines", t -> t.name("A\nda")),
                new Refused(PlayerProblem.NAME_NOT_ALLOWED, "reading turned round", t -> t.name("A\u202eda")),
                new Refused(
                        PlayerProblem.NAME_NOT_ALLOWED,
                        "half a character",
                        t -> t.edit("{\"displayName\": \"A\\ud800\"}")),
                new Refused(
                        PlayerProblem.TEXT_NOT_ALLOWED,
                        "a bell in the bio",
                        t -> t.edit("{\"displayName\": \"A\", \"bio\": \"\\u0007\"}")),
                new Refused(
                        PlayerProblem.TEXT_NOT_ALLOWED,
                        "a bell in a setting",
                        t -> t.edit("{\"displayName\": \"A\", \"settings\": {\"a\": \"\\u0007\"}}")),
                new Refused(
                        PlayerProblem.TEXT_NOT_ALLOWED,
                        "of a server's",
                        t -> t.keep("plr_nobody", "{\"fields\": {\"a\": \"\\u0007\"}}")),
                new Refused(
                        PlayerProblem.TOO_MANY_FIELDS,
                        "33 settings",
                        t -> t.edit(Map.of("displayName", "A", "settings", fields(33)))),
                new Refused(
                        PlayerProblem.TOO_MANY_FIELDS,
                        "33 server fields",
                        t -> t.keep("plr_nobody", Map.of("fields", fields(33)))),
                new Refused(
                        PlayerProblem.PROFILE_NOT_FOUND,
                        "never seen",
                        t -> t.as("looker").get("/v1/profiles/plr_nobody")),
                new Refused(
                        PlayerProblem.PROFILE_NOT_FOUND,
                        "no id",
                        t -> t.as("looker").get("/v1/profiles/no%20id%23")),
                new Refused(
                        PlayerProblem.PROFILE_NOT_FOUND,
                        "a server looks",
                        t -> t.players.server.asGameServer().get("/v1/profiles/plr_nobody/server")),
                new Refused(
                        PlayerProblem.PROFILE_NOT_FOUND,
                        "a server writes",
                        t -> t.keep("plr_nobody", "{\"fields\": {}}")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(Refused refused) {
        var answer = refused.request().apply(this);

        assertThat(answer.outcome())
                .isEqualTo(refused.problem().status().getCode() + " "
                        + refused.problem().code());
        assertThat(as("refused").get("/v1/profile").header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void everyProblemIsCoveredInOrder() {
        assertThat(refusals().map(Refused::problem).distinct()).containsExactly(PlayerProblem.values());
    }

    @Test
    void breaksOfTheFormatAreBadRequests() {
        var bodies = Stream.of(
                "",
                "{",
                "[]",
                "{}",
                "{\"displayName\": null}",
                "{\"displayName\": \"\"}",
                json("displayName", "n".repeat(257)),
                "{\"displayName\": \"A\", \"bio\": \"" + "b".repeat(501) + "\"}",
                "{\"displayName\": \"A\", \"settings\": {\"\": \"v\"}}",
                "{\"displayName\": \"A\", \"settings\": {\"" + "k".repeat(65) + "\": \"v\"}}",
                "{\"displayName\": \"A\", \"settings\": {\"k\": \"" + "v".repeat(257) + "\"}}",
                "{\"displayName\": \"A\", \"settings\": {\"k\": null}}",
                "{\"displayName\": \"A\", \"settings\": {\"\\udc00\": \"\"}}",
                "{\"displayName\": \"A\", \"settings\": [\"k\"]}");

        assertThat(bodies).allSatisfy(body -> assertThat(edit(body).status()).isEqualTo(400));
        assertThat(as("refused").get("/v1/profile").header("ETag")).isEqualTo("\"1\"");
    }

    /** Reads as well as edits: a client is told that sending the same again may help. */
    @Test
    void aStoreThatFailsIsNoFaultOfTheServer() {
        as("waits").get("/v1/profile").isOk();
        try {
            players.faults.loud(Rates.of(Fault.SERVER_ERROR, 1));
            var unavailable = as("waits").get("/v1/profile").isRefused(503, "platform/unavailable");
            players.faults.loud(Rates.of(Fault.THROTTLE, 1));
            var contended = as("waits").get("/v1/profiles/plr_waits").isRefused(503, "platform/contended");

            assertThat(List.of(unavailable, contended)).allSatisfy(answer -> {
                assertThat(answer.header("Retry-After")).isEqualTo("1");
                assertThat(answer.json("/retryable").asBoolean()).isTrue();
            });
        } finally {
            players.faults.quiet();
        }
    }

    private ApiClient as(String subject) {
        return players.server.as(subject);
    }

    private ApiAnswer name(String name) {
        return edit(Map.of("displayName", name));
    }

    private ApiAnswer edit(Object body) {
        return put(as("refused"), "/v1/profile", "*", body);
    }

    private ApiAnswer keep(String playerId, Object body) {
        return put(players.server.asGameServer(), "/v1/profiles/" + playerId + "/server", "*", body);
    }

    private static Map<String, String> fields(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v" + i));
    }

    private static String json(String name, String value) {
        return "{\"" + name + "\": \"" + value + "\"}";
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
