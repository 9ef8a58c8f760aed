package com.necpgame.harness.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.match.Ledger.SeenSession;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads everything back after a match, and says what is wrong. */
final class Audit {
    private static final String LOG_SUFFIX = ".log";
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Match.Stage stage;
    private final List<GameServerProcess> servers;
    private final Map<String, JsonNode> registered = new TreeMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Integer> states = new TreeMap<>();
    private int replayed;
    private int checksums;

    /**
     * What the audit found.
     *
     * @param states how many sessions ended how
     * @param replayed logs that were played again to their last line
     * @param checksums of states that were compared in them
     */
    record Verdict(Map<String, Integer> states, int replayed, int checksums, List<Violation> violations) {
        Verdict {
            states = Map.copyOf(states);
            violations = List.copyOf(violations);
        }
    }

    /** @param servers all that ever ran */
    Audit(Match.Stage stage, List<GameServerProcess> servers) {
        this.stage = stage;
        this.servers = servers;
    }

    /** @throws IOException if a log cannot be read */
    Verdict verdict() throws IOException {
        List<SeenSession> sessions = stage.ledger().sessions();
        Map<String, List<Path>> logs = logs();
        for (SeenSession seen : sessions) {
            registered.put(seen.gameSimId(), awaitOver(seen.gameSimId()));
        }
        for (SeenSession seen : sessions) {
            check(seen, logs.getOrDefault(seen.gameSimId(), List.of()));
            stage.progress().advance(1);
        }
        logs.keySet().stream()
                .filter(session -> !registered.containsKey(session))
                .forEach(session -> wrong(session, "was logged, and nobody was seated in it"));
        violations.addAll(Capacity.check(registered.values(), stage.options().sessionsMax()));
        checkSlots();
        violations.addAll(stage.ledger().violations());
        return new Verdict(states, replayed, checksums, violations);
    }

    private void check(SeenSession seen, List<Path> logs) throws IOException {
        JsonNode session = session(seen.gameSimId());
        states.merge(session.path("state").asText(), 1, Integer::sum);
        if (logs.size() > 1) {
            wrong(seen.gameSimId(), "was played on " + logs.size() + " servers");
        }
        GameLog log = logs.isEmpty() ? null : log(seen.gameSimId(), logs.getFirst());
        boolean isKilled = stage.ledger().isKilled(seen.simId());
        violations.addAll(
                SessionAudit.check(seen, session, log, isKilled, stage.options().playersMax()));
        if ("ENDED".equals(session.path("state").asText())) {
            reportOnceMore(seen, session);
        }
    }

    private JsonNode session(String gameSimId) {
        return registered.getOrDefault(gameSimId, Json.object());
    }

    private @Nullable GameLog log(String gameSimId, Path file) throws IOException {
        try {
            GameLog log = GameLog.read(file);
            replayed++;
            checksums += log.replay().checksums();
            return log;
        } catch (IllegalArgumentException e) {
            wrong(gameSimId, "has a log that cannot be played again: " + e.getMessage());
            return null;
        }
    }

    /** Another report of a session that has ended must be refused, and change nothing. */
    private void reportOnceMore(SeenSession seen, JsonNode session) {
        ObjectNode other = Json.object().put("simId", seen.simId());
        other.put("epoch", stage.door().server(seen.simId()).path("epoch").asLong());
        other.put("reason", "made-up").put("checksum", "0");
        other.putArray("results");
        Answer answer = stage.door().report(seen.gameSimId(), other, "audit-" + seen.gameSimId());
        if (answer.isSuccess()) {
            wrong(seen.gameSimId(), "took a second report: " + answer);
        }
        JsonNode after = stage.door().session(seen.gameSimId());
        if (!after.equals(session)) {
            wrong(seen.gameSimId(), "changed after its end from " + session + " to " + after);
        }
    }

    /** No slot is left taken, on servers that run and on those that were killed. */
    private void checkSlots() {
        for (GameServerProcess server : servers) {
            JsonNode now = stage.door().server(server.simId());
            if (now.path("sessionsUsed").asInt(-1) != 0) {
                wrong(server.simId(), "still holds slots: " + now);
            }
            boolean isLost = "LOST".equals(now.path("state").asText());
            if (isLost != stage.ledger().isKilled(server.simId())) {
                wrong(server.simId(), (isLost ? "is LOST and runs: " : "was killed and is not LOST: ") + now);
            }
        }
    }

    /** What the registry says of a session once it is over; late reports are waited for. */
    private JsonNode awaitOver(String gameSimId) {
        Duration most = stage.options().game().plus(stage.options().detection()).plusSeconds(60);
        new Patience(most, LOOK_EVERY).until(() -> stage.isOver(gameSimId));
        return stage.door().session(gameSimId);
    }

    private Map<String, List<Path>> logs() throws IOException {
        var logs = new TreeMap<String, List<Path>>();
        for (GameServerProcess server : servers) {
            try (Stream<Path> files = Files.list(server.games())) {
                files.filter(file -> file.toString().endsWith(LOG_SUFFIX)).forEach(file -> {
                    String name = String.valueOf(file.getFileName());
                    String session = name.substring(0, name.length() - LOG_SUFFIX.length());
                    logs.computeIfAbsent(session, id -> new ArrayList<>()).add(file);
                });
            }
        }
        return logs;
    }

    private void wrong(String where, String what) {
        violations.add(new Violation(where, what));
    }
}
