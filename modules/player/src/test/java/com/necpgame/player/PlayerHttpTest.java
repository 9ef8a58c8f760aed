package com.necpgame.player;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.platform.runtime.event.EventEnvelope;
import com.necpgame.platform.testkit.server.Answer;
import com.necpgame.platform.testkit.server.Client;
import java.time.Duration;
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
                 "joinedAt": "2026-11-20T10:00:00Z", "editedAt": "2026-11-20T10:00:00Z"}"""));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(players.told("plr_first-1")).extracting(EventEnvelope::type).containsExactly("PlayerJoined");
    }

    @Test
    void anEditReplacesWhatThePlayerMayChange() {
        var ada = as("edit");
        ada.get("/v1/profile");
        players.server.clock().advance(Duration.ofMinutes(1));

        var edited = ada.put("/v1/profile", "\"1\"", """
                {"displayName": " Ada ", "bio": "Builds engines.\\nPoetically.", "settings": {"volume": "7", "map": ""}}""");
        var read = ada.get("/v1/profile");

        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.header("ETag")).isEqualTo("\"2\"");
        assertThat(edited.text("/displayName")).isEqualTo("Ada");
        assertThat(edited.text("/bio")).isEqualTo("Builds engines.\nPoetically.");
        assertThat(edited.json().at("/settings")).isEqualTo(json("{\"volume\": \"7\", \"map\": \"\"}"));
        assertThat(edited.text("/editedAt")).isGreaterThan(edited.text("/joinedAt"));
        assertThat(read.json()).isEqualTo(edited.json());
        assertThat(read.header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void whatAnEditLeavesOutIsGone() {
        var ada = as("leaves-out");
        ada.put("/v1/profile", "*", "{\"displayName\": \"Ada\", \"bio\": \"b\", \"settings\": {\"a\": \"1\"}}");

        var edited = ada.put("/v1/profile", "*", "{\"displayName\": \"Ada\"}");

        assertThat(edited.json().at("/bio").isNull()).isTrue();
        assertThat(edited.json().at("/settings")).isEmpty();
    }

    @Test
    void aNameIsStoredInNormalFormC() {
        var decomposed = as("nfc").put("/v1/profile", "*", Map.of("displayName", "Zoe\u0308"));

        assertThat(decomposed.text("/displayName")).isEqualTo("Zo\u00eb");
    }

    /** Counted as readers count, not in units of UTF-16. */
    @Test
    void aNameOfThirtyTwoEmojiIsNotTooLong() {
        var edited = as("emoji").put("/v1/profile", "*", Map.of("displayName", "🚀".repeat(32)));

        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.text("/displayName")).isEqualTo("🚀".repeat(32));
    }

    @Test
    void twoPlayersMayHaveOneName() {
        assertThat(as("same-1").put("/v1/profile", "*", Map.of("displayName", "Zed")).status()).isEqualTo(200);
        assertThat(as("same-2").put("/v1/profile", "*", Map.of("displayName", "Zed")).status()).isEqualTo(200);
    }

    @Test
    void othersSeeThePublicFieldsOnly() {
        as("seen").put("/v1/profile", "*", "{\"displayName\": \"Seen\", \"bio\": \"b\", \"settings\": {\"a\": \"1\"}}");
        players.server.asGameServer().put("/v1/profiles/plr_seen/server", "*", "{\"fields\": {\"mmr\": \"1500\"}}");

        for (var other : new Client[] {as("looker"), as("seen"), players.server.asOperator(), players.server.asGameServer()}) {
            var seen = other.get("/v1/profiles/plr_seen");

            assertThat(seen.json()).isEqualTo(json("{\"playerId\": \"plr_seen\", \"displayName\": \"Seen\", \"bio\": \"b\"}"));
            assertThat(seen.header("ETag")).isEqualTo("\"3\"");
        }
    }

    @Test
    void serversKeepFieldsThatTheOwnerReadsAndCannotChange() {
        var owner = as("kept");
        owner.get("/v1/profile");
        var server = players.server.asGameServer();

        var kept = server.put("/v1/profiles/plr_kept/server", "\"1\"", "{\"fields\": {\"mmr\": \"1500\"}}");
        var edited = owner.put("/v1/profile", "\"2\"", "{\"displayName\": \"Kept\"}");

        assertThat(kept.json()).isEqualTo(json("{\"playerId\": \"plr_kept\", \"fields\": {\"mmr\": \"1500\"}}"));
        assertThat(kept.header("ETag")).isEqualTo("\"2\"");
        assertThat(edited.json().at("/server")).isEqualTo(json("{\"mmr\": \"1500\"}"));
        assertThat(players.server.asOperator().get("/v1/profiles/plr_kept/server").json()).isEqualTo(kept.json());
        assertThat(server.put("/v1/profiles/plr_kept/server", "\"2\"", "{\"fields\": {}}").problem())
                .isEqualTo("412 platform/version-outdated");
        assertThat(players.server.asOperator().put("/v1/profiles/plr_kept/server", "\"3\"", "{\"fields\": {}}").json())
                .isEqualTo(json("{\"playerId\": \"plr_kept\", \"fields\": {}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"1\"", "\"7\", \"1\"", " \"1\" "})
    void anEditMayNameTheVersionInSeveralWays(String ifMatch) {
        var ada = as("ways-" + Integer.toHexString(ifMatch.hashCode()));
        ada.get("/v1/profile");

        assertThat(ada.put("/v1/profile", ifMatch, Map.of("displayName", "Ada")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"1\"", "1", "\"2\"", "\"\"", "x"})
    void anEditOfAnotherVersionIsRefused(String ifMatch) {
        var ada = as("other");

        assertThat(ada.put("/v1/profile", ifMatch, Map.of("displayName", "Other")).problem())
                .isEqualTo("412 platform/version-outdated");
        assertThat(ada.get("/v1/profile").header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void anEditWithoutAVersionIsRefused() {
        assertThat(as("none").put("/v1/profile", Map.of("displayName", "None")).problem())
                .isEqualTo("428 platform/version-missing");
        assertThat(players.server.asOperator().put("/v1/profiles/plr_none/server", "{\"fields\": {}}").problem())
                .isEqualTo("428 platform/version-missing");
    }

    @Test
    void eachRouteHasItsCallers() {
        as("roles").get("/v1/profile");

        assertThat(players.server.asNobody().get("/v1/profile").status()).isEqualTo(401);
        assertThat(players.server.asNobody().get("/v1/profiles/plr_roles").status()).isEqualTo(401);
        assertThat(players.server.asOperator().get("/v1/profile").problem()).isEqualTo("403 platform/not-allowed");
        assertThat(players.server.asGameServer().put("/v1/profile", "*", Map.of("displayName", "Sim")).problem())
                .isEqualTo("403 platform/not-allowed");
        assertThat(as("roles").get("/v1/profiles/plr_roles/server").problem()).isEqualTo("403 platform/not-allowed");
        assertThat(as("roles").put("/v1/profiles/plr_roles/server", "*", "{\"fields\": {}}").problem())
                .isEqualTo("403 platform/not-allowed");
    }

    /** Why, in the catalogue's order; how to meet it. */
    private record Refused(PlayerProblem problem, String when, Function<PlayerHttpTest, Answer> request) {
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
                new Refused(PlayerProblem.NAME_NOT_ALLOWED, "half a character", t -> t.edit("{\"displayName\": \"A\\ud800\"}")),
                new Refused(PlayerProblem.TEXT_NOT_ALLOWED, "a bell in the bio", t -> t.edit("{\"displayName\": \"A\", \"bio\": \"\\u0007\"}")),
                new Refused(PlayerProblem.TEXT_NOT_ALLOWED, "a bell in a setting", t -> t.edit("{\"displayName\": \"A\", \"settings\": {\"a\": \"\\u0007\"}}")),
                new Refused(PlayerProblem.TEXT_NOT_ALLOWED, "of a server's", t -> t.keep("plr_nobody", "{\"fields\": {\"a\": \"\\u0007\"}}")),
                new Refused(PlayerProblem.TOO_MANY_FIELDS, "33 settings", t -> t.edit(Map.of("displayName", "A", "settings", fields(33)))),
                new Refused(PlayerProblem.TOO_MANY_FIELDS, "33 server fields", t -> t.keep("plr_nobody", Map.of("fields", fields(33)))),
                new Refused(PlayerProblem.PROFILE_NOT_FOUND, "never seen", t -> t.as("looker").get("/v1/profiles/plr_nobody")),
                new Refused(PlayerProblem.PROFILE_NOT_FOUND, "no id", t -> t.as("looker").get("/v1/profiles/no%20id%23")),
                new Refused(PlayerProblem.PROFILE_NOT_FOUND, "a server looks", t -> t.players.server.asGameServer().get("/v1/profiles/plr_nobody/server")),
                new Refused(PlayerProblem.PROFILE_NOT_FOUND, "a server writes", t -> t.keep("plr_nobody", "{\"fields\": {}}")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(Refused refused) {
        var answer = refused.request().apply(this);

        assertThat(answer.problem()).isEqualTo(refused.problem().status().getCode() + " " + refused.problem().code());
        assertThat(as("refused").get("/v1/profile").header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void everyProblemIsCoveredInOrder() {
        assertThat(refusals().map(Refused::problem).distinct()).containsExactly(PlayerProblem.values());
    }

    @Test
    void breaksOfTheFormatAreBadRequests() {
        var bodies = Stream.of(
                "", "{", "[]", "{}", "{\"displayName\": null}", "{\"displayName\": \"\"}",
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

    private Client as(String subject) {
        return players.server.as(subject);
    }

    private Answer name(String name) {
        return edit(Map.of("displayName", name));
    }

    private Answer edit(Object body) {
        return as("refused").put("/v1/profile", "*", body);
    }

    private Answer keep(String playerId, Object body) {
        return players.server.asGameServer().put("/v1/profiles/" + playerId + "/server", "*", body);
    }

    private static Map<String, String> fields(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v" + i));
    }

    private static String json(String name, String value) {
        return "{\"" + name + "\": \"" + value + "\"}";
    }

    private static JsonNode json(String text) {
        return new Answer(200, java.net.http.HttpHeaders.of(Map.of(), (a, b) -> true), text).json();
    }
}
