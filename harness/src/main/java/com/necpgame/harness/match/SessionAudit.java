package com.necpgame.harness.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.gamesim.arena.Replay;
import com.necpgame.gamesim.arena.Result;
import com.necpgame.harness.match.Ledger.SeenSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares three witnesses of one session: its players, the registry, and the game server's log played again. */
final class SessionAudit {
    private final SeenSession seen;
    private final JsonNode registered;
    private final @Nullable GameLog log;
    private final boolean isServerKilled;
    private final List<Violation> violations = new ArrayList<>();

    private SessionAudit(SeenSession seen, JsonNode registered, @Nullable GameLog log, boolean isServerKilled) {
        this.seen = seen;
        this.registered = registered;
        this.log = log;
        this.isServerKilled = isServerKilled;
    }

    /**
     * What is wrong with a session; nothing if all agree.
     *
     * @param registered what the registry says of it
     * @param log null where no game server logged it
     * @param isServerKilled whether its server was killed: then it may be LOST
     */
    static List<Violation> check(
            SeenSession seen, JsonNode registered, @Nullable GameLog log, boolean isServerKilled, int playersMax) {
        var audit = new SessionAudit(seen, registered, log, isServerKilled);
        audit.checkState();
        audit.checkPlayers(playersMax);
        if (log != null) {
            audit.checkLog(log.replay());
        }
        return audit.violations;
    }

    private void checkState() {
        String state = registered.path("state").asText();
        switch (state) {
            case "ENDED" -> checkEnd();
            case "LOST" -> require(isServerKilled, "is LOST, and nobody killed its server");
            case "EXPIRED" -> require(seen.played().isEmpty(), "is EXPIRED, and " + seen.played() + " played in it");
            default -> wrong("is " + state + " after its time");
        }
    }

    /** The end that the registry knows is the end of the log. */
    private void checkEnd() {
        if (log == null) {
            wrong("is ENDED, and no game server logged it");
            return;
        }
        Replay replay = log.replay();
        require(
                registered.path("reason").asText().equals(replay.endReason()),
                "ended by " + registered.path("reason").asText() + ", the log says " + replay.endReason());
        require(
                registered.path("checksum").asText().equals(log.endChecksum()),
                "has the checksum " + registered.path("checksum").asText() + ", the log " + log.endChecksum());
        var expected =
                replay.replayed().stream().map(SessionAudit::line).sorted().toList();
        var reported = new ArrayList<String>();
        registered.path("results").forEach(result -> reported.add(line(result)));
        reported.sort(Comparator.naturalOrder());
        require(reported.equals(expected), "has the results " + reported + ", the log played again " + expected);
    }

    private void checkPlayers(int playersMax) {
        int slots = 0;
        for (JsonNode player : registered.path("players")) {
            slots += player.path("slot").isInt() ? 1 : 0;
        }
        require(slots <= playersMax, "has " + slots + " players with a slot of " + playersMax);
        if (log != null) {
            require(log.playersMost() <= playersMax, "had " + log.playersMost() + " players of " + playersMax);
        }
        require(
                seen.seated().containsAll(seen.played()),
                "let in " + seen.played() + ", and has seats for " + seen.seated());
    }

    private void checkLog(Replay replay) {
        replay.faults().forEach(fault -> wrong("was logged otherwise than the rules play it: " + fault));
        require(replay.session().equals(seen.gameSimId()), "has the log of " + replay.session());
        if (replay.endReason() == null) {
            require(isServerKilled, "has a log without an end, and nobody killed its server");
            return;
        }
        Set<String> inLog = new TreeSet<>();
        replay.replayed().forEach(result -> inLog.add(result.playerId()));
        require(seen.seated().containsAll(inLog), "has " + inLog + " in its log, and seats for " + seen.seated());
        require(inLog.containsAll(seen.played()), "let in " + seen.played() + ", and has " + inLog + " in its log");
        var expected = Set.copyOf(replay.replayed());
        seen.results()
                .forEach((player, heard) -> require(
                        Set.copyOf(heard).equals(expected),
                        player + " heard the results " + heard + ", the log played again " + expected));
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            wrong(otherwise);
        }
    }

    private void wrong(String what) {
        violations.add(new Violation(seen.gameSimId(), what));
    }

    private static String line(Result result) {
        return String.format(
                Locale.ROOT,
                "%s %d %d %d %d %d %d %d %ds %s %d",
                result.playerId(),
                result.score(),
                result.kills(),
                result.deaths(),
                result.assists(),
                result.damage(),
                result.shots(),
                result.hits(),
                result.ticks() / MatchOptions.TICK_RATE,
                result.outcome(),
                result.credits());
    }

    private static String line(JsonNode result) {
        long credits = 0;
        for (JsonNode loot : result.path("loot")) {
            credits += loot.path("quantity").asLong();
        }
        return String.format(
                Locale.ROOT,
                "%s %d %d %d %d %d %d %d %ds %s %d",
                result.path("playerId").asText(),
                result.path("score").asLong(),
                result.path("kills").asLong(),
                result.path("deaths").asLong(),
                result.path("assists").asLong(),
                result.path("damage").asLong(),
                result.path("shots").asLong(),
                result.path("hits").asLong(),
                result.path("seconds").asLong(),
                result.path("outcome").asText(),
                credits);
    }
}
