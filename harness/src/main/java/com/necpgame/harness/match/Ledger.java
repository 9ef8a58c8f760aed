package com.necpgame.harness.match;

import com.necpgame.gamesim.arena.Result;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the bots saw, and what was done to servers; written by many threads while the match runs. */
final class Ledger {
    private final ConcurrentMap<String, Seen> sessions = new ConcurrentHashMap<>();
    private final Queue<Violation> violations = new ConcurrentLinkedQueue<>();
    private final Set<String> killed = ConcurrentHashMap.newKeySet();
    private final LongAdder reconnects = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final LongAdder framesInSync = new LongAdder();
    private final LongAdder reliableMessages = new LongAdder();

    /** One session as its players saw it. */
    private static final class Seen {
        final String simId;
        final Set<String> seated = ConcurrentHashMap.newKeySet();
        final Set<String> played = ConcurrentHashMap.newKeySet();
        final Map<String, List<Result>> results = new ConcurrentHashMap<>();

        Seen(String simId) {
            this.simId = simId;
        }
    }

    /**
     * One session as its players saw it, after the match.
     *
     * @param seated who got a seat from the registry
     * @param played who was let in by the game server
     * @param results the game's results as each player heard them who did
     */
    record SeenSession(
            String gameSimId,
            String simId,
            Set<String> seated,
            Set<String> played,
            Map<String, List<Result>> results) {}

    void seated(Seat seat, Guest guest) {
        Seen seen = sessions.computeIfAbsent(seat.gameSimId(), id -> new Seen(seat.simId()));
        seen.seated.add(guest.playerId());
        if (!seen.simId.equals(seat.simId())) {
            violation(seat.gameSimId(), "was on " + seen.simId + " and is on " + seat.simId());
        }
    }

    void entered(Seat seat, Guest guest) {
        seen(seat).played.add(guest.playerId());
    }

    /** @param results null where the bot did not hear the end */
    void left(Seat seat, Guest guest, @Nullable List<Result> results, long frames, long reliable) {
        framesInSync.add(frames);
        reliableMessages.add(reliable);
        if (results != null) {
            seen(seat).results.put(guest.playerId(), List.copyOf(results));
        }
    }

    private Seen seen(Seat seat) {
        return sessions.computeIfAbsent(seat.gameSimId(), id -> new Seen(seat.simId()));
    }

    void reconnected() {
        reconnects.increment();
    }

    /** A request for a session that found no slot in time. */
    void refused() {
        refusals.increment();
    }

    /** A game server that was killed. */
    void killed(String simId) {
        killed.add(simId);
    }

    boolean isKilled(String simId) {
        return killed.contains(simId);
    }

    void violation(String where, String what) {
        violations.add(new Violation(where, what));
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** By id. */
    List<SeenSession> sessions() {
        return new TreeMap<>(sessions)
                .entrySet().stream()
                        .map(entry -> new SeenSession(
                                entry.getKey(),
                                entry.getValue().simId,
                                Set.copyOf(entry.getValue().seated),
                                Set.copyOf(entry.getValue().played),
                                Map.copyOf(entry.getValue().results)))
                        .toList();
    }

    Set<String> killed() {
        return new TreeSet<>(killed);
    }

    long reconnects() {
        return reconnects.sum();
    }

    long refusals() {
        return refusals.sum();
    }

    long framesInSync() {
        return framesInSync.sum();
    }

    long reliableMessages() {
        return reliableMessages.sum();
    }
}
