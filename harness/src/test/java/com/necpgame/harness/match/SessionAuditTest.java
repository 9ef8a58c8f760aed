package com.necpgame.harness.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.gamesim.arena.Arena;
import com.necpgame.gamesim.arena.ArenaMap;
import com.necpgame.gamesim.arena.ArenaRules;
import com.necpgame.gamesim.arena.Input;
import com.necpgame.gamesim.arena.InputLog;
import com.necpgame.gamesim.arena.Result;
import com.necpgame.gamesim.arena.Turn;
import com.necpgame.harness.match.Ledger.SeenSession;
import com.necpgame.harness.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real game is played and logged. Told truly the audit finds nothing; each lie is found. */
class SessionAuditTest {
    private static final String SESSION = "ses_x";
    private static final long SEED = 11;
    private static final ArenaRules RULES = new ArenaRules(30, 5, 0, 4);

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private Arena arena = new Arena(ArenaMap.named("alley"), RULES, SEED);

    @BeforeEach
    void play() {
        file = folder.resolve(SESSION + ".log");
        var log = new InputLog(file, Runnable::run, SESSION, arena, SEED);
        var random = new SplittableRandom(SEED);
        var joins = List.of(new Turn.Join(0, "plr_a"), new Turn.Join(1, "plr_b"));
        while (!arena.isOver()) {
            var inputs = new HashMap<Integer, Input>();
            for (int slot = 0; slot < 2; slot++) {
                inputs.put(slot, Input.clamped(arena.tick(), random.nextInt(-127, 128), 40, random.nextInt(256), true));
            }
            var turn = new Turn(List.of(), arena.tick() == 0 ? joins : List.of(), inputs);
            arena.step(turn);
            log.add(turn, arena);
        }
        log.end("time-limit", arena);
    }

    private GameLog log() throws IOException {
        return GameLog.read(file);
    }

    private ObjectNode ended() {
        var session =
                Json.object().put("gameSimId", SESSION).put("state", "ENDED").put("reason", "time-limit");
        session.put("checksum", Long.toHexString(arena.checksum()));
        session.putArray("players").addObject().put("playerId", "plr_a").put("slot", 0);
        var results = session.putArray("results");
        for (Result result : arena.results()) {
            var line = results.addObject().put("playerId", result.playerId()).put("score", result.score());
            line.put("kills", result.kills()).put("deaths", result.deaths()).put("assists", result.assists());
            line.put("damage", result.damage()).put("shots", result.shots()).put("hits", result.hits());
            line.put("seconds", result.ticks() / 30)
                    .put("outcome", result.outcome().name());
            var loot = line.putArray("loot");
            if (result.credits() > 0) {
                loot.addObject().put("item", "credits").put("quantity", result.credits());
            }
        }
        return session;
    }

    private SeenSession seen() {
        var heard = Map.of("plr_a", arena.results(), "plr_b", arena.results());
        return new SeenSession(SESSION, "sim_1", Set.of("plr_a", "plr_b"), Set.of("plr_a", "plr_b"), heard);
    }

    private static List<Violation> check(SeenSession seen, ObjectNode registered, GameLog log) {
        return SessionAudit.check(seen, registered, log, false, 4);
    }

    @Test
    void aSessionToldTrulyIsRight() throws IOException {
        assertThat(arena.results()).anyMatch(result -> result.shots() > 0);
        assertThat(log().replay().checksums()).isPositive();
        assertThat(check(seen(), ended(), log())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"score", "kills", "deaths", "assists", "damage", "shots", "hits", "seconds"})
    void anyFigureThatIsNotTheLogsIsFound(String field) throws IOException {
        var session = ended();
        var line = (ObjectNode) session.path("results").path(1);
        line.put(field, line.path(field).asLong() + 1);

        assertThat(check(seen(), session, log())).singleElement().asString().contains(SESSION, "the log played again");
    }

    @Test
    void lootThatWasNotPickedUpIsFound() throws IOException {
        var session = ended();
        ((ObjectNode) session.path("results").path(0))
                .putArray("loot")
                .addObject()
                .put("item", "credits")
                .put("quantity", 999);

        assertThat(check(seen(), session, log())).hasSize(1);
    }

    @Test
    void anotherReasonOrChecksumIsFound() throws IOException {
        assertThat(check(seen(), ended().put("reason", "empty"), log()))
                .asString()
                .contains("ended by empty, the log says time-limit");
        assertThat(check(seen(), ended().put("checksum", "0"), log()))
                .asString()
                .contains("has the checksum 0");
    }

    @Test
    void aLogThatTheRulesDoNotPlayIsFound() throws IOException {
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("seed " + SEED, "seed 12"));

        assertThat(check(seen(), ended(), log())).asString().contains("was logged otherwise than the rules play it");
    }

    @Test
    void aSessionThatEndedOnNoServerIsFound() {
        assertThat(SessionAudit.check(seen(), ended(), null, false, 4))
                .asString()
                .contains("no game server logged it");
    }

    @Test
    void aLostSessionNeedsADeadServer() throws IOException {
        var lost = ended().put("state", "LOST");

        assertThat(check(seen(), lost, log())).asString().contains("nobody killed its server");
        assertThat(SessionAudit.check(seen(), lost, log(), true, 4)).isEmpty();
    }

    @Test
    void aLogThatBreaksOffNeedsADeadServer() throws IOException {
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.indexOf("\nend ") - 30));
        var lost = ended().put("state", "LOST");

        assertThat(check(seen(), lost, log())).asString().contains("a log without an end");
        assertThat(SessionAudit.check(seen(), lost, log(), true, 4)).isEmpty();
        assertThat(SessionAudit.check(seen(), ended(), log(), true, 4))
                .asString()
                .contains("the log says null");
    }

    @Test
    void aSessionThatNeverEndsIsFound() throws IOException {
        assertThat(check(seen(), ended().put("state", "ACTIVE"), log()))
                .asString()
                .contains("is ACTIVE after its time");
        assertThat(check(seen(), ended().put("state", "EXPIRED"), log()))
                .asString()
                .contains("played in it");
    }

    @Test
    void strangersAndMissingPlayersAreFound() throws IOException {
        var onlyA = new SeenSession(SESSION, "sim_1", Set.of("plr_a"), Set.of("plr_a"), Map.of());
        var alsoC = new SeenSession(
                SESSION, "sim_1", Set.of("plr_a", "plr_b", "plr_c"), Set.of("plr_a", "plr_b", "plr_c"), Map.of());
        var unseated = new SeenSession(SESSION, "sim_1", Set.of("plr_a", "plr_b"), Set.of("plr_d"), Map.of());

        assertThat(check(onlyA, ended(), log())).asString().contains("in its log, and seats for [plr_a]");
        assertThat(check(alsoC, ended(), log())).asString().contains("let in");
        assertThat(check(unseated, ended(), log())).asString().contains("let in [plr_d], and has seats for");
    }

    @Test
    void morePlayersThanPlacesAreFound() throws IOException {
        assertThat(SessionAudit.check(seen(), ended(), log(), false, 1))
                .asString()
                .contains("had 2 players of 1");

        var session = ended();
        session.withArray("players").addObject().put("playerId", "plr_b").put("slot", 1);
        assertThat(SessionAudit.check(seen(), session, log(), false, 1))
                .asString()
                .contains("has 2 players with a slot of 1");
    }

    @Test
    void aPlayerWhoHeardSomethingElseIsFound() throws IOException {
        var heard = Map.of("plr_a", List.of(arena.results().getFirst()));
        var deceived = new SeenSession(SESSION, "sim_1", Set.of("plr_a", "plr_b"), Set.of("plr_a"), heard);

        assertThat(check(deceived, ended(), log())).asString().contains("plr_a heard the results");
    }

    @Test
    void theLogOfAnotherSessionIsFound() throws IOException {
        var other = new SeenSession("ses_y", "sim_1", seen().seated(), seen().played(), Map.of());

        assertThat(check(other, ended(), log())).asString().contains("has the log of " + SESSION);
    }
}
